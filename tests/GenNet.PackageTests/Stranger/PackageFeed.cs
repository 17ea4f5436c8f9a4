using System.IO.Compression;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(GenNet.PackageTests.Stranger.PackageFeed))]
// Each test runs MSBuild, which takes all cores by itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace GenNet.PackageTests.Stranger;

/// <summary>
/// GenNet, GenNet.Tool, GenNet.PureHdf and GenNet.Gpu, packed once a run into a feed. A test takes it as a constructor argument and asks for a <see cref="Workspace"/>; all workspaces of a run
/// share the feed and the folder that packages are unpacked into.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    // Between runs the cache keeps what came from elsewhere.
    private readonly string _cache = Path.Combine(AppContext.BaseDirectory, "packages");
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("gennet-stranger-");
    private int _workspaces;

    public PackageFeed()
    {
        foreach (var package in (string[])["gennet", "gennet.tool", "gennet.purehdf", "gennet.gpu"])
        {
            if (Path.Combine(_cache, package) is var unpacked && Directory.Exists(unpacked))
                Directory.Delete(unpacked, recursive: true);
        }
        Folder = Path.Combine(_root.FullName, "feed");
        Command.Run(
            "dotnet", Repository.Root, new Dictionary<string, string>(), "pack", "src/Packages.proj", "-c", Repository.Configuration, "-o", Folder, "--no-build").Succeeded();
        ToolPackage = Directory.GetFiles(Folder, "GenNet.Tool.*.nupkg").Single();
        PureHdfPackage = Directory.GetFiles(Folder, "GenNet.PureHdf.*.nupkg").Single();
        GpuPackage = Directory.GetFiles(Folder, "GenNet.Gpu.*.nupkg").Single();
        Package = Directory.GetFiles(Folder, "GenNet.*.nupkg").Except([ToolPackage, PureHdfPackage, GpuPackage]).Single();
        Version = (string)Nuspec(Package).Descendants().First(static element => element.Name.LocalName == "version");
        // Nothing around the temporary folder reaches a workspace.
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(_root.FullName, file), "<Project />");
        File.WriteAllText(Path.Combine(_root.FullName, "NuGet.config"), $"""
            <configuration>
              <packageSources><add key="GenNet" value="{Folder}" /></packageSources>
            </configuration>
            """);
        // Where local tools lie is remembered below the home, and an older answer is never replaced.
        Environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = _cache, ["DOTNET_CLI_HOME"] = _root.CreateSubdirectory("home").FullName };
    }

    /// <summary>The folder that holds the packages, and nothing else.</summary>
    public string Folder { get; }

    /// <summary>The file of the package GenNet.</summary>
    public string Package { get; }

    /// <summary>The file of the package GenNet.Tool.</summary>
    public string ToolPackage { get; }

    /// <summary>The file of the package GenNet.PureHdf.</summary>
    public string PureHdfPackage { get; }

    /// <summary>The file of the package GenNet.Gpu.</summary>
    public string GpuPackage { get; }

    /// <summary>The version of all.</summary>
    public string Version { get; }

    internal IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>An empty folder outside the repository, from which <c>GenNet</c> and <c>GenNet.Tool</c> are found.</summary>
    public Workspace NewWorkspace() => new(this, _root.CreateSubdirectory($"{++_workspaces}"));

    /// <summary>The names of a package's files, in order, without those that every package has for itself.</summary>
    /// <param name="package">Its file.</param>
    public static IReadOnlyList<string> Files(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries
            .Select(static entry => entry.FullName)
            .Where(static name => name is not "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The <c>.nuspec</c> of a package.</summary>
    /// <param name="package">Its file.</param>
    public static XDocument Nuspec(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        using var stream = archive.Entries.Single(static entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
