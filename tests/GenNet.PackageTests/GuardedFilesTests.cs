using GenNet.PackageTests.Stranger;
using GenNet.TestSupport;

namespace GenNet.PackageTests;

/// <summary>Weight files that a project guards, from the package.</summary>
public sealed class GuardedFilesTests(PackageFeed feed)
{
    private const string Guard = """<GenNetWeights Include="weights/*" Model="TinyNet" />""";
    private const string Save = """using var net = new TinyNet(seed: 1); Directory.CreateDirectory("weights"); net.SaveWeights("weights/tiny.weights.h5"); net.SaveWeights("weights/tiny.safetensors");""";

    [Fact]
    public void Build_OfACleanClone_ChecksFilesAndItsSecondBuildTouchesNothing()
    {
        var clone = Clone(out _);
        Assert.Empty(clone.Dotnet("build").Succeeded().Warnings);
        var headers = Headers(clone);
        Assert.Equal(2, headers.Count);

        Assert.Empty(clone.Dotnet("build", "--no-restore").Succeeded().Warnings);
        Assert.Equal(headers, Headers(clone));

        clone.Write("TinyNet.cs", FirstHourTests.Model.Replace("Dense(3", "Dense(5", StringComparison.Ordinal));
        var warnings = clone.Dotnet("build", "--no-restore").Succeeded().Warnings.Where(static w => w.Contains("GN1042", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, warnings.Length);
        Assert.All(warnings, static warning =>
        {
            Assert.Contains("TinyNet.cs(6,", warning, StringComparison.Ordinal);
            Assert.Contains("kernel is float32 4,5 and was float32 4,3", warning, StringComparison.Ordinal);
        });
        Assert.Contains("weights/tiny.weights.h5", string.Concat(warnings), StringComparison.Ordinal);
        Assert.Equal(headers, Headers(clone));

        File.WriteAllText(clone.PathOf("weights/tiny.safetensors"), "version https://git-lfs.github.com/spec/v1");
        Assert.Contains(clone.Dotnet("build", "--no-restore").Succeeded().Warnings, static w => w.Contains("tiny.safetensors", StringComparison.Ordinal) && w.Contains("GN3003", StringComparison.Ordinal));

        Directory.Delete(clone.PathOf("weights"), recursive: true);
        Assert.Contains(clone.Dotnet("build", "--no-restore").Succeeded().Warnings, static w => w.Contains("No file matches <GenNetWeights Include=\"weights/*\" />", StringComparison.Ordinal) && w.Contains("GN3004", StringComparison.Ordinal));
    }

    // Wherever the item is written: in the project, or in what it imports.
    [Fact]
    public void Build_WithItemsThatAreWrong_WarnsWhereTheyStand()
    {
        var clone = Clone(out _);
        clone.WriteProject("app.csproj", [("NoWarn", "GN1010")], items: """
            <GenNetWeights Include="weights/*.h5" Model="TineNet" />
            <GenNetWeights Include="nowhere/*.h5" />
            """);
        clone.Write("Directory.Build.props", """
            <Project>
              <Import Project="$(MSBuildThisFileDirectory)build\weights.props" />
            </Project>
            """);
        clone.Write("build/weights.props", """
            <Project>
              <ItemGroup>
                <GenNetWeights Include="elsewhere/*.npz" Model="TinyNet" />
                <GenNetWeights Include="weights/*.safetensors" Model="Zoo.TinyNet" />
              </ItemGroup>
            </Project>
            """);

        var warnings = clone.Dotnet("build").Succeeded().Warnings;

        Assert.Equal(4, warnings.Count);
        Assert.Single(warnings, static w => w.Contains("app.csproj(11,", StringComparison.Ordinal) && w.Contains("GN1043", StringComparison.Ordinal) && w.Contains("'TineNet'", StringComparison.Ordinal));
        Assert.Single(warnings, static w => w.Contains("app.csproj(12,", StringComparison.Ordinal) && w.Contains("GN3004", StringComparison.Ordinal) && w.Contains("nowhere/*.h5", StringComparison.Ordinal));
        Assert.Single(warnings, static w => w.Contains("weights.props(3,", StringComparison.Ordinal) && w.Contains("GN3004", StringComparison.Ordinal) && w.Contains("elsewhere/*.npz", StringComparison.Ordinal));
        Assert.Single(warnings, static w => w.Contains("weights.props(4,", StringComparison.Ordinal) && w.Contains("GN1043", StringComparison.Ordinal) && w.Contains("'Zoo.TinyNet'", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_OfAMigrationOfAVersionThatIsntKept_SaysInOneErrorWhichThereAre()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library")]);
        app.Write("TinyNet.cs", FirstHourTests.Model);
        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        app.Dotnet("build", "--no-restore", "-t:GenNetFreeze").Succeeded();
        app.Write("Upgrade.cs", "using GenNet; public partial class TinyNet { [WeightMigration(From = 2)] private static Weights Upgrade(WeightsV2 old, Weights fresh) => fresh with { Output = new() { Kernel = old.Output.Kernel, Bias = old.Output.Bias } }; }");

        var error = Assert.Single(app.Dotnet("build", "--no-restore").Failed().Errors);

        Assert.Contains("GN0052: Migration 'Upgrade' needs frozen version 2: TinyNet.weights.txt has frozen version 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WithAnUpdatedLibrary_LearnsThatItBreaksTheFile()
    {
        Clone(out var files);
        var library = feed.NewWorkspace();
        library.WriteProject("zoo/zoo.csproj", [("OutputType", "Library")]);
        library.Write("zoo/TinyNet.cs", FirstHourTests.Model);
        library.WriteProject("app/app.csproj", items: $"""<ProjectReference Include="../zoo/zoo.csproj" />{Guard}""");
        library.Write("app/Program.cs", "Console.WriteLine();");
        Copy(files, library.PathOf("app/weights"));
        var app = library.Below("app");
        Assert.DoesNotContain(app.Dotnet("build").Succeeded().Warnings, static w => w.Contains("GN104", StringComparison.Ordinal));

        library.Write("zoo/TinyNet.cs", FirstHourTests.Model.Replace("Dense(3", "Dense(5", StringComparison.Ordinal));

        var warnings = app.Dotnet("build", "--no-restore").Succeeded().Warnings.Where(static w => w.Contains("GN1044", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, warnings.Length);
        Assert.Contains("TinyNet, output: kernel is float32 4,5 and was float32 4,3", warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Migrate_OfAVersion1File_WritesTodaysWithTheProjectsCode()
    {
        LongRun.SkipUnlessAsked();
        var app = Clone(out _);
        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        app.Dotnet("build", "-t:GenNetFreeze").Succeeded();
        app.Dotnet("run").Succeeded();
        app.Write("TinyNet.cs", """
            using GenNet;

            [Model, Input(4)]
            public partial class TinyNet
            {
                [Dense(3, Activation = Activation.Softmax), FormerName("output")] public partial Dense Classes { get; }
            }
            """);
        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        app.Dotnet("build").Succeeded();
        app.InstallTool();

        var output = app.Dotnet("gennet", "migrate", "weights/tiny.weights.h5").Succeeded().Output;

        Assert.Contains("its code runs", output, StringComparison.Ordinal);
        Assert.Contains("version 1 → version 2: classes was called 'output'", output, StringComparison.Ordinal);
        Assert.True(app.Has("weights/tiny.v2.weights.h5"));
        Assert.Contains("--force", app.Dotnet("gennet", "migrate", "weights/tiny.weights.h5").Failed().Text, StringComparison.Ordinal);
    }

    // A project whose program has saved its weights, as another machine gets it: without anything that was built.
    private Workspace Clone(out string files)
    {
        var first = feed.NewWorkspace();
        Write(first);
        first.Dotnet("run").Succeeded();
        files = first.PathOf("weights");
        var clone = feed.NewWorkspace();
        Write(clone);
        Copy(files, clone.PathOf("weights"));
        return clone;
    }

    private static void Write(Workspace workspace)
    {
        workspace.WriteProject("app.csproj", [("WarningsNotAsErrors", "GN1010"), ("NoWarn", "GN1010")], items: Guard);
        workspace.Write("TinyNet.cs", FirstHourTests.Model);
        workspace.Write("Program.cs", Save);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static IReadOnlyList<(string, DateTime)> Headers(Workspace workspace) =>
        [.. Directory.GetFiles(workspace.PathOf("obj"), "*.weights-file.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => (file, File.GetLastWriteTimeUtc(file)))];
}
