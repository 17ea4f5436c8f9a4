using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>What the packages hold, and what a project that takes them publishes.</summary>
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void Package_HoldsLibraryAnalyzersBuildFilesAndTool_AndNothingElse()
    {
        var files = PackageFeed.Files(feed.Package);

        Assert.Equal(
            [
                "GenNet.nuspec",
                "README.md",
                "analyzers/dotnet/cs/GenNet.CodeFixes.dll",
                "analyzers/dotnet/cs/GenNet.Generators.dll",
                "analyzers/dotnet/cs/GenNet.Model.dll",
                "build/net10.0/GenNet.Aot.targets",
                "build/net10.0/GenNet.Contracts.targets",
                "build/net10.0/GenNet.props",
                "build/net10.0/GenNet.targets",
                "buildTransitive/net10.0/GenNet.Aot.targets",
                "buildTransitive/net10.0/GenNet.Contracts.targets",
                "buildTransitive/net10.0/GenNet.props",
                "buildTransitive/net10.0/GenNet.targets",
                "lib/net10.0/GenNet.Model.dll",
                "lib/net10.0/GenNet.Model.xml",
                "lib/net10.0/GenNet.dll",
                "lib/net10.0/GenNet.xml",
            ],
            files.Where(static file => !file.StartsWith("tools/", StringComparison.Ordinal)));
        Assert.Superset(
            new HashSet<string>(["GenNet.Tool.dll", "GenNet.Tool.deps.json", "GenNet.Tool.runtimeconfig.json", "GenNet.dll", "GenNet.Generators.dll", "Projects/GenNetUse.proj", "Projects/GenNetUse.targets"]),
            ToolFiles(feed.Package));
        // The tool runs with the compiler of the SDK that builds the project.
        Assert.DoesNotContain(ToolFiles(feed.Package), static file => file.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void Readme_OfBothPackages_LinksToNothingThatIsNotInThem()
    {
        foreach (var package in (string[])[feed.Package, feed.ToolPackage])
        {
            var files = PackageFeed.Files(package).ToHashSet(StringComparer.Ordinal);
            var links = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Repository.PathOf("README.md")), @"\]\(([^)#:]+)\)").Select(static m => m.Groups[1].Value);
            Assert.All(links, link => Assert.Contains(link, files));
        }
    }

    [Fact]
    public void Package_OfTheTool_HoldsTheSameTool_AndTheConverter()
    {
        Assert.Empty(ToolFiles(feed.Package).Except(ToolFiles(feed.ToolPackage)));
        Assert.Equal(
            ["GenNet.Convert.deps.json", "GenNet.Convert.dll", "GenNet.Convert.runtimeconfig.json", "GenNet.PureHdf.dll", "PureHDF.dll"],
            ToolFiles(feed.ToolPackage).Except(ToolFiles(feed.Package)).Where(static file => file != "DotnetToolSettings.xml").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_OfPureHdf_HoldsOneAssembly_AndDependsOnTheLibraryAndPureHdf()
    {
        Assert.Equal(["GenNet.PureHdf.nuspec", "README.md", "lib/net10.0/GenNet.PureHdf.dll", "lib/net10.0/GenNet.PureHdf.xml"], PackageFeed.Files(feed.PureHdfPackage));
        Assert.Equal(
            ["GenNet", "PureHDF"],
            PackageFeed.Nuspec(feed.PureHdfPackage).Descendants().Where(static e => e.Name.LocalName == "dependency").Select(static e => (string)e.Attribute("id")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_OfGpu_HoldsOneAssembly_AndDependsOnTheLibraryAndIlgpu()
    {
        Assert.Equal(["GenNet.Gpu.nuspec", "README.md", "lib/net10.0/GenNet.Gpu.dll", "lib/net10.0/GenNet.Gpu.xml"], PackageFeed.Files(feed.GpuPackage));
        Assert.Equal(
            ["GenNet", "ILGPU", "ILGPU.Algorithms"],
            PackageFeed.Nuspec(feed.GpuPackage).Descendants().Where(static e => e.Name.LocalName == "dependency").Select(static e => (string)e.Attribute("id")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tool_Installed_ConvertsWhatTheLibraryRefuses()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library")]);
        app.InstallTool();
        System.IO.Compression.ZipFile.ExtractToDirectory(Repository.PathOf("tests/Fixtures/odd.zip"), app.PathOf("fixtures"));

        var run = app.Dotnet("gennet", "convert", "fixtures/odd/latest_tree_v2_gzip.h5", "clean.weights.h5").Succeeded();

        Assert.Contains("clean.weights.h5 is written.", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(app.PathOf("clean.weights.h5")));
        Assert.Contains("virtual dataset", app.Dotnet("gennet", "convert", "fixtures/odd/virtual.h5", "other.weights.h5").Failed().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Package_DependsOnTensorsAndWhatFormatsNeed_AndNamesLicenseAndReadme()
    {
        var nuspec = PackageFeed.Nuspec(feed.Package);
        string[] ValuesOf(string element, string attribute) =>
            [.. nuspec.Descendants().Where(e => e.Name.LocalName == element).Select(e => (string)e.Attribute(attribute)!)];

        Assert.Equal(["Google.Protobuf", "IronSnappy", "System.IO.Hashing", "System.Numerics.Tensors"], ValuesOf("dependency", "id"));
        Assert.Equal(["net10.0"], ValuesOf("group", "targetFramework"));
        Assert.Equal("MIT", nuspec.Descendants().Single(static e => e.Name.LocalName == "license").Value);
        Assert.Equal("README.md", nuspec.Descendants().Single(static e => e.Name.LocalName == "readme").Value);
    }

    [Fact]
    public void Version_OfAllPackages_IsThatOfTheRepository()
    {
        var version = System.Xml.Linq.XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Equal($"GenNet.{version}.nupkg", Path.GetFileName(feed.Package));
        Assert.Equal($"GenNet.Tool.{version}.nupkg", Path.GetFileName(feed.ToolPackage));
        Assert.Equal($"GenNet.PureHdf.{version}.nupkg", Path.GetFileName(feed.PureHdfPackage));
        Assert.Equal($"GenNet.Gpu.{version}.nupkg", Path.GetFileName(feed.GpuPackage));
    }

    [Fact]
    public void Publish_OfAModel_HasTheLibraryAlone()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj");
        app.Write("Program.cs", FirstHourTests.Model + "\npublic static class Program { public static void Main() => System.Console.WriteLine(new TinyNet().Predict([1, 2, 3, 4]).Output.Length); }");
        app.Dotnet("publish", "-o", "out").Succeeded();

        Assert.Equal(
            ["GenNet.Model.dll", "GenNet.dll", "Google.Protobuf.dll", "IronSnappy.dll", "System.IO.Hashing.dll", "System.Numerics.Tensors.dll", "app", "app.deps.json", "app.dll", "app.pdb", "app.runtimeconfig.json"],
            Directory.GetFiles(app.PathOf("out"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(app.PathOf("out"), file).Replace("app.exe", "app", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Equal("3", app.Dotnet("out/app.dll").Succeeded().Output.Trim());
    }

    private static HashSet<string> ToolFiles(string package) =>
        [.. PackageFeed.Files(package).Where(static file => file.StartsWith("tools/net10.0/any/", StringComparison.Ordinal)).Select(static file => file["tools/net10.0/any/".Length..])];
}
