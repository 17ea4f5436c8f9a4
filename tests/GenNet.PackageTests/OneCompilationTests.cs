using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>The tool sees what the compiler sees: symbols, constants of other projects, usings, links, nested projects, frameworks and what other generators add.</summary>
public sealed class OneCompilationTests(PackageFeed feed)
{
    private const string Another = """
        gennet-weights 2
        model Elsewhere.Other
        version 1
          (input)            InputLayer dtype=float32 shape=4
          out2               Dense activation=linear
            kernel           float32 4,3
            bias             float32 3

        """;

    // Partial classes of two files, whose layers are in the order of their calls, come in the compiler's order.
    private const string Parts = "namespace App; [Model] public partial class PartNet { [Dense(5)] public partial Dense Last { get; } }";
    private const string FirstParts = "namespace App; public partial class PartNet { [Dense(6)] public partial Dense First { get; } private Tensor Forward([Input(3)] Tensor x) => Last.Forward(First.Forward(x)); }";

    private static readonly string[] s_targets = ["build", "--no-restore", "-t:GenNetAccept"];

    private Workspace WriteSolution()
    {
        var all = feed.NewWorkspace();
        all.WriteProject("Sizes/Sizes.csproj", [("OutputType", "Library")], gennet: false);
        all.Write("Sizes/Sizes.cs", "namespace Consts; public static class Sizes { public const int Units = 7; public const bool Bias = false; }");
        all.WriteProject("App/App.csproj", [("OutputType", "Library"), ("DefineConstants", "$(DefineConstants);BIG"), ("TargetFrameworks", "net10.0;net10.0-windows"), ("EnableWindowsTargeting", "true"), ("DisableTransitiveFrameworkReferenceDownloads", "true")], items: """
            <ProjectReference Include="../Sizes/Sizes.csproj" />
            <Using Include="GenNet" /><Using Include="Consts.Sizes" Static="true" />
            <Compile Include="../Shared/SharedNet.cs" Link="SharedNet.cs" />
            <Compile Remove="Old/**;Below/**" />
            """);
        all.Write("App/Net.cs", """
            namespace App;

            [Model, Input(4)]
            public partial class Net
            {
            #if BIG
                [Dense(Units, UseBias = Bias)]
            #else
                [Dense(3)]
            #endif
                public partial Dense Output { get; }
            }

            public partial class Outer
            {
                [Model, Input(4)]
                public partial class Net { [Dense(2)] public partial Dense Output { get; } }
            }

            public static partial class Texts { [System.Text.RegularExpressions.GeneratedRegex("a+")] public static partial System.Text.RegularExpressions.Regex Pattern(); }

            #if WINDOWS
            [Model, Input(2)] public partial class WindowsNet { [Dense(1)] public partial Dense Only { get; } }
            #endif
            """);
        all.Write("App/A.cs", Parts);
        all.Write("App/B.cs", FirstParts);
        all.Write("App/Old/Net.cs", "namespace App; [Model, Input(4)] public partial class Net { [Dense(99)] public partial Dense Output { get; } }");
        all.Write("Shared/SharedNet.cs", "namespace Shared; [Model, Input(3)] public partial class SharedNet { [Dense(2)] public partial Dense Out { get; } }");
        all.Write("Shared/Other.weights.txt", Another);
        all.WriteProject("App/Below/Below.csproj", [("OutputType", "Library")], gennet: false);
        all.Write("App/Below/Below.weights.txt", Another);
        all.Write("All.slnx", """<Solution><Project Path="App/App.csproj" /><Project Path="Sizes/Sizes.csproj" /><Project Path="App/Below/Below.csproj" /></Solution>""");
        return all;
    }

    [Fact]
    public void AcceptThenBuild_OfARealSolution_IsSilent()
    {
        var all = WriteSolution();
        all.InstallTool();
        all.Dotnet("restore", "All.slnx").Succeeded();
        var accepted = all.Dotnet("gennet", "accept", "All.slnx").Succeeded();

        Assert.DoesNotContain("Other", accepted.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["App/App.Net.weights.txt", "App/Below/Below.weights.txt", "App/Outer.Net.weights.txt", "App/PartNet.weights.txt", "App/WindowsNet.weights.txt", "Shared/Other.weights.txt", "Shared/SharedNet.weights.txt"],
            Directory.GetFiles(all.Folder, "*.weights.txt", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(all.Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        var contract = all.Read("App/App.Net.weights.txt");
        Assert.Contains("kernel           float32 4,7", contract, StringComparison.Ordinal);
        Assert.DoesNotContain("bias", contract, StringComparison.Ordinal);
        Assert.Empty(all.Dotnet("build", "All.slnx", "--no-restore").Succeeded().Warnings);
        Assert.Contains("App.Net: as in", all.Dotnet("gennet", "check", "All.slnx", "--strict").Succeeded().Output, StringComparison.Ordinal);

        // The class of a linked file is guarded by the contract beside that file.
        all.Write("Shared/SharedNet.cs", all.Read("Shared/SharedNet.cs").Replace("Dense(2)", "Dense(3)", StringComparison.Ordinal));
        Assert.Contains(all.Dotnet("build", "All.slnx", "--no-restore").Succeeded().Warnings, static line => line.Contains("GN1001", StringComparison.Ordinal) && line.Contains("SharedNet", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_OfAProject_SaysWhatTheBuildSays()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library")]);
        app.Write("TinyNet.cs", FirstHourTests.Model);
        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        app.Write("TinyNet.cs", FirstHourTests.Model.Replace("    [Dense", "    [Dropout(0.5)] public partial Dropout Drop { get; }\n    [Dense", StringComparison.Ordinal));

        // Weights fit: a suggestion, and nothing to fail for unless that is asked for.
        Assert.Contains("info GN1011", app.Dotnet("build", "--no-restore", "-t:GenNetCheck").Succeeded().Output, StringComparison.Ordinal);
        app.Dotnet("build", "--no-restore", "-t:GenNetCheck", "-p:GenNetStrict=true").Failed();

        app.Write("TinyNet.cs", FirstHourTests.Model.Replace("Dense(3", "Dense(5", StringComparison.Ordinal));
        Assert.Contains("GN1001", Assert.Single(app.Dotnet("build", "--no-restore", "-t:GenNetCheck").Failed().Warnings), StringComparison.Ordinal);
        app.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.GN1001.severity = suggestion\n");
        app.Dotnet("build", "--no-restore", "-t:GenNetCheck").Succeeded();
    }

    [Fact]
    public void Check_OfOneModel_SaysNothingOfOthersInItsFile()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library")]);
        var two = FirstHourTests.Model + FirstHourTests.Model.Replace("using GenNet;", "", StringComparison.Ordinal).Replace("TinyNet", "OtherNet", StringComparison.Ordinal);
        app.Write("Nets.cs", two);
        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        app.Write("Nets.cs", two.Replace("class OtherNet\n{\n    [Dense(3", "class OtherNet\n{\n    [Dense(5", StringComparison.Ordinal));

        Assert.Contains("TinyNet: as in", app.Dotnet("build", "--no-restore", "-t:GenNetCheck", "-p:GenNetModel=TinyNet").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("GN1001", Assert.Single(app.Dotnet("build", "--no-restore", "-t:GenNetCheck", "-p:GenNetModel=OtherNet").Failed().Warnings), StringComparison.Ordinal);
        Assert.Contains("TinyNet: as in", app.Dotnet("build", "--no-restore", "-t:GenNetCheck").Failed().Output, StringComparison.Ordinal);

        // A contract that the project takes away is none, though it lies beside a source.
        app.WriteProject("app.csproj", [("OutputType", "Library")], items: """<AdditionalFiles Remove="OtherNet.weights.txt" />""");
        Assert.Contains("GN1010", Assert.Single(app.Dotnet("build").Succeeded().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Freeze_OfSeveralModels_IsAllOrNothing()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library")]);
        app.Write("TinyNet.cs", FirstHourTests.Model);
        app.Write("Other.cs", FirstHourTests.Model.Replace("TinyNet", "OtherNet", StringComparison.Ordinal));
        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        var (tiny, other) = (app.Read("TinyNet.weights.txt"), app.Read("OtherNet.weights.txt"));

        app.Write("Other.cs", app.Read("Other.cs").Replace("Dense(3", "Dense(4", StringComparison.Ordinal));
        Assert.Contains("Nothing is frozen", app.Dotnet("build", "--no-restore", "-t:GenNetFreeze").Failed().Output, StringComparison.Ordinal);
        Assert.Equal((tiny, other), (app.Read("TinyNet.weights.txt"), app.Read("OtherNet.weights.txt")));

        app.Write("Other.cs", app.Read("Other.cs").Replace("Dense(4", "Dense(3", StringComparison.Ordinal));
        app.Dotnet("build", "--no-restore", "-t:GenNetFreeze").Succeeded();
        Assert.DoesNotContain("draft", app.Read("TinyNet.weights.txt") + app.Read("OtherNet.weights.txt"), StringComparison.Ordinal);
        app.Dotnet("build", "--no-restore", "-t:GenNetUnfreeze", "-p:GenNetModel=TinyNet").Succeeded();
        Assert.Equal(tiny, app.Read("TinyNet.weights.txt"));
        Assert.DoesNotContain("draft", app.Read("OtherNet.weights.txt"), StringComparison.Ordinal);

        // Renamed, and another size in the same edit: the frozen contract goes on guarding.
        app.Write("Other.cs", app.Read("Other.cs").Replace("OtherNet", "NewNet", StringComparison.Ordinal).Replace("Dense(3", "Dense(4", StringComparison.Ordinal));
        Assert.Contains("GN1031", Assert.Single(app.Dotnet("build", "--no-restore").Failed().Errors), StringComparison.Ordinal);
        Assert.Contains("--was OtherNet", app.Dotnet(s_targets).Failed().Output, StringComparison.Ordinal);
        Assert.False(app.Has("NewNet.weights.txt"));
        app.Dotnet([.. s_targets, "-p:GenNetModel=NewNet", "-p:GenNetWas=OtherNet"]).Succeeded();
        Assert.Contains("model NewNet", app.Read("OtherNet.weights.txt"), StringComparison.Ordinal);
        Assert.Contains("version 2 draft", app.Read("OtherNet.weights.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void AcceptFrom_OfDeployedFiles_BeginsAFrozenContract()
    {
        var fixtures = Repository.PathOf("tests", "Fixtures", "models", "convnet");
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library")]);
        app.InstallTool();
        app.Dotnet("gennet", "scaffold", Path.Combine(fixtures, "model.keras"), "--class", "ConvNet", "--output", "ConvNet.cs").Succeeded();
        app.Dotnet("restore").Succeeded();

        app.Dotnet("gennet", "accept", "--from", Path.Combine(fixtures, "model.keras")).Succeeded();
        var contract = app.Read("ConvNet.weights.txt");
        Assert.Contains("# From model.keras.\nversion 1\n", contract, StringComparison.Ordinal);
        Assert.Contains("already", app.Dotnet("gennet", "accept", "--from", Path.Combine(fixtures, "model.keras")).Failed().Error, StringComparison.Ordinal);
        Assert.Empty(app.Dotnet("build", "--no-restore").Succeeded().Warnings);

        // Variables alone: they are compared, and what is computed from them is the class's.
        File.Delete(app.PathOf("ConvNet.weights.txt"));
        app.Dotnet("gennet", "accept", "--from", Path.Combine(fixtures, "model.weights.h5")).Succeeded();
        Assert.Contains("is the class's own", app.Read("ConvNet.weights.txt"), StringComparison.Ordinal);
        Assert.Equal(contract.Split("version 1")[1], app.Read("ConvNet.weights.txt").Split("version 1")[1]);

        File.Delete(app.PathOf("ConvNet.weights.txt"));
        app.Write("ConvNet.cs", FirstHourTests.Model);
        Assert.Contains("does not fit", app.Dotnet("gennet", "accept", "--from", Path.Combine(fixtures, "model.weights.h5")).Failed().Error, StringComparison.Ordinal);
        Assert.False(app.Has("TinyNet.weights.txt"));
    }
}
