using System.Text;
using System.Text.Json;
using GenNet.Contracts;

namespace GenNet.Tests.Tool;

/// <summary>What the build writes of files that a project guards.</summary>
public sealed class HeadersCommandTests : IDisposable
{
    private const string Contract = """
        gennet-weights 2
        model App.Net
        version 3
          (input)            InputLayer dtype=float32 shape=1
          out                Dense activation=relu
            kernel           float32 1,1

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-headers-");

    [Fact]
    public void Headers_OfAFileWithItsContract_AreThatContract()
    {
        var (output, header) = Run(Contract, Hash, """<GenNetWeights Include="other/*;$(Folder)/*.safetensors;net.*" Model="App.Net" />""");

        Assert.Equal("", output);
        Assert.Contains("out                Dense activation=relu", header, StringComparison.Ordinal);
        Assert.Contains("# item " + Path.Combine(_folder.FullName, "app.csproj(5,68)"), header, StringComparison.Ordinal);
    }

    // What is wrong is the item, wherever that is written.
    [Fact]
    public void Headers_OfAFileWithoutItsModel_AreAskedForWhereTheItemStands()
    {
        var (output, header) = Run(null, null, """<GenNetWeights Include="*.safetensors" />""", named: false);

        Assert.Null(header);
        Assert.StartsWith(Path.Combine(_folder.FullName, "app.csproj(5,6): warning GN3003: "), output, StringComparison.Ordinal);
        Assert.Contains("Model=\"My.Namespace.MyModel\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_OfAProject_AreThoseOfAllItsFiles()
    {
        var (project, above, imported, output) = (Path.Combine(_folder.FullName, "app", "app.csproj"), Path.Combine(_folder.FullName, "Directory.Build.props"), Path.Combine(_folder.FullName, "build", "weights.props"), Path.Combine(_folder.FullName, "patterns.txt"));
        Write(project, """<GenNetWeights Include="a/*.h5;one.h5" /><GenNetWeights Include="$(Other)/*.h5" /><GenNetWeights Include="b/*.h5" Condition="Exists('b')" />""");
        Write(above, """</ItemGroup><Import Project="$(MSBuildThisFileDirectory)build\weights.props" /><Import Project="$(Elsewhere)" /><Import Project="no.props" Condition="false" /><ItemGroup>""");
        Write(imported, """<GenNetWeights Include="$(MSBuildThisFileDirectory)c/**/*.npz" />""");

        Assert.Equal(0, CommandLine.Run("patterns", output, project, above).Code);

        var folder = Path.GetDirectoryName(imported) + Path.DirectorySeparatorChar;
        Assert.Equal([$"a/*.h5|{project}(5,6)", $"{folder}c/**/*.npz|{imported}(5,6)"], File.ReadAllLines(output));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0123")]
    public void Headers_OfAFileWhoseContractIsDamaged_AreNotWritten(string? hash)
    {
        var (output, header) = Run(Contract, hash);

        Assert.Null(header);
        Assert.Contains("warning GN3003", output, StringComparison.Ordinal);
        Assert.Contains("gennet_contract_hash", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_OfAFileWithVariablesAlone_AreThese()
    {
        var (output, header) = Run(null, null);

        Assert.Equal("", output);
        Assert.Contains("out                Unknown", header, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Hash => WeightContract.Parse(Contract.ReplaceLineEndings("\n")).Contract!.Current.Hash;

    private static void Write(string project, string items)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        File.WriteAllText(project, $"<Project>\n\n  <!-- A project. -->\n  <ItemGroup>\n    {items}\n  </ItemGroup>\n</Project>\n");
    }

    private (string Output, string? Header) Run(string? contract, string? hash, string item = "<GenNetWeights Include=\"net.safetensors\" />", bool named = true)
    {
        var metadata = new Dictionary<string, string>();
        if (named)
            metadata["gennet_model"] = "App.Net";
        if (contract is not null)
            metadata["gennet_contract"] = contract.ReplaceLineEndings("\n");
        if (hash is not null)
            metadata["gennet_contract_hash"] = hash;
        var head = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["__metadata__"] = metadata, ["out/kernel"] = new { dtype = "F32", shape = new[] { 1, 1 }, data_offsets = new[] { 0, 4 } } });
        var (file, header, list) = (Path.Combine(_folder.FullName, "net.safetensors"), Path.Combine(_folder.FullName, "header.txt"), Path.Combine(_folder.FullName, "list.txt"));
        File.WriteAllBytes(file, [.. BitConverter.GetBytes((long)head.Length), .. head, .. BitConverter.GetBytes(1f)]);
        var project = Path.Combine(_folder.FullName, "app.csproj");
        Write(project, item);
        File.WriteAllText(list, $"{file}|net.safetensors|{(named ? "App.Net" : "")}|{header}|{project}\n", Encoding.UTF8);
        var (code, output, _) = CommandLine.Run("headers", list);
        Assert.Equal(0, code);
        return (output, File.Exists(header) ? File.ReadAllText(header) : null);
    }
}
