using System.Diagnostics;

namespace GenNet.Tests.Packaging;

/// <summary>The packages as a user meets them: installed into an empty console project outside the repository.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Model = """
        using GenNet;

        [Model, Input(4)]
        public partial class TinyNet
        {
            [Dense(3, Activation = Activation.Softmax)]
            public partial Dense Output { get; }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-package-");

    [Fact]
    public void Package_InAnEmptyProject_BuildsRunsAcceptsAndWarns()
    {
        var root = RepositoryRoot();
        var feed = Path.Combine(_folder.FullName, "feed");
        Dotnet(root, "pack", Path.Combine("src", "GenNet.Package"), "-c", "Release", "-o", feed);
        Dotnet(root, "pack", Path.Combine("src", "GenNet.Tool"), "-c", "Release", "-o", feed);
        var project = Path.Combine(_folder.FullName, "app");
        Write("NuGet.config", $"""
            <configuration><packageSources><add key="local" value="{feed}" /></packageSources></configuration>
            """);
        Write("Directory.Build.props", "<Project />");
        Write(Path.Combine("app", "app.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GenNet" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        Write(Path.Combine("app", "TinyNet.cs"), Model);
        Write(Path.Combine("app", "Program.cs"), """
            using var net = new TinyNet(seed: 1);
            Console.WriteLine($"outputs: {net.Predict([1f, 2f, 3f, 4f]).Output.Length}");
            """);

        Assert.Contains("outputs: 3", Dotnet(project, "run"), StringComparison.Ordinal);

        Dotnet(project, "build", "-t:GenNetAccept");
        Assert.Contains("kernel", File.ReadAllText(Path.Combine(project, "TinyNet.weights.txt")), StringComparison.Ordinal);
        Assert.DoesNotContain("warning GN1", Dotnet(project, "build", "--no-incremental"), StringComparison.Ordinal);

        Write(Path.Combine("app", "TinyNet.cs"), Model.Replace("Dense(3", "Dense(5", StringComparison.Ordinal));
        var warned = Dotnet(project, "build", "--no-incremental");
        Assert.Contains("warning GN1001", warned, StringComparison.Ordinal);
        Assert.Contains("4,3", warned, StringComparison.Ordinal);
        Assert.Contains("4,5", warned, StringComparison.Ordinal);

        Dotnet(project, "new", "tool-manifest");
        Dotnet(project, "tool", "install", "GenNet.Tool", "--version", "0.1.0");
        Dotnet(project, "gennet", "accept");
        Assert.Contains("4,5", File.ReadAllText(Path.Combine(project, "TinyNet.weights.txt")), StringComparison.Ordinal);
        Assert.DoesNotContain("warning GN1", Dotnet(project, "build", "--no-incremental"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GenNet.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No GenNet.sln above {AppContext.BaseDirectory}.");
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test host's own MSBuild settings must not reach the build that is tested; the package is unpacked beside it and not into the user's cache.
        foreach (var name in start.Environment.Keys.Where(static n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        if (folder != RepositoryRoot())
            start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{error.Result}");
        return output;
    }
}
