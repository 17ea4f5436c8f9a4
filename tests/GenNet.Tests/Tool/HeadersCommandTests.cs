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
        var (output, header) = Run(Contract, Hash);

        Assert.Equal("", output);
        Assert.Contains("out                Dense activation=relu", header, StringComparison.Ordinal);
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

    private (string Output, string? Header) Run(string? contract, string? hash)
    {
        var metadata = new Dictionary<string, string> { ["gennet_model"] = "App.Net" };
        if (contract is not null)
            metadata["gennet_contract"] = contract.ReplaceLineEndings("\n");
        if (hash is not null)
            metadata["gennet_contract_hash"] = hash;
        var head = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["__metadata__"] = metadata, ["out/kernel"] = new { dtype = "F32", shape = new[] { 1, 1 }, data_offsets = new[] { 0, 4 } } });
        var (file, header, list) = (Path.Combine(_folder.FullName, "net.safetensors"), Path.Combine(_folder.FullName, "header.txt"), Path.Combine(_folder.FullName, "list.txt"));
        File.WriteAllBytes(file, [.. BitConverter.GetBytes((long)head.Length), .. head, .. BitConverter.GetBytes(1f)]);
        File.WriteAllText(list, $"{file}|net.safetensors|App.Net|{header}\n", Encoding.UTF8);
        var (code, output, _) = CommandLine.Run("headers", list);
        Assert.Equal(0, code);
        return (output, File.Exists(header) ? File.ReadAllText(header) : null);
    }
}
