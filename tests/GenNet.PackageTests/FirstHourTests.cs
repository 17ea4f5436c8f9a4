using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>A new console project from the first build to the first contract.</summary>
public sealed class FirstHourTests(PackageFeed feed)
{
    internal const string Model = """
        using GenNet;

        [Model, Input(4)]
        public partial class TinyNet
        {
            [Dense(3, Activation = Activation.Softmax)]
            public partial Dense Output { get; }
        }
        """;

    [Fact]
    public void Package_InAnEmptyProject_BuildsRunsAcceptsAndWarns()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj");
        app.Write("TinyNet.cs", Model);
        app.Write("Program.cs", """
            using var net = new TinyNet(seed: 1);
            Console.WriteLine($"outputs: {net.Predict([1f, 2f, 3f, 4f]).Output.Length}");
            """);

        Assert.Contains("outputs: 3", app.Dotnet("run").Succeeded().Output, StringComparison.Ordinal);

        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        Assert.Contains("kernel", app.Read("TinyNet.weights.txt"), StringComparison.Ordinal);
        Assert.Empty(app.Dotnet("build", "--no-restore", "--no-incremental").Succeeded().Warnings);

        app.Write("TinyNet.cs", Model.Replace("Dense(3", "Dense(5", StringComparison.Ordinal));
        var warning = Assert.Single(app.Dotnet("build", "--no-restore").Succeeded().Warnings);
        Assert.Contains("GN1001", warning, StringComparison.Ordinal);
        Assert.Contains("4,3", warning, StringComparison.Ordinal);
        Assert.Contains("4,5", warning, StringComparison.Ordinal);

        // A formatter decides nothing about saved weights.
        app.Dotnet("format", "--no-restore").Succeeded();
        Assert.Contains("4,3", app.Read("TinyNet.weights.txt"), StringComparison.Ordinal);
        Assert.Contains("Dense(5", app.Read("TinyNet.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tool_InstalledBesideIt_AcceptsWhatTheBuildThenTakesSilently()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library")]);
        app.Write("TinyNet.cs", Model);

        app.InstallTool();
        app.Dotnet("restore").Succeeded();
        app.Dotnet("gennet", "accept").Succeeded();

        Assert.Contains("4,3", app.Read("TinyNet.weights.txt"), StringComparison.Ordinal);
        Assert.Empty(app.Dotnet("build", "--no-restore").Succeeded().Warnings);
    }

    [Fact]
    public void Build_OfAWrongModel_FailsWithoutAnalyzersToo()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library"), ("RunAnalyzers", "false")]);
        app.Write("TinyNet.Designer.cs", Model.Replace("Dense(3", "Dense(0", StringComparison.Ordinal));

        var error = Assert.Single(app.Dotnet("build").Failed().Errors);

        Assert.Contains("TinyNet.Designer.cs(6,", error, StringComparison.Ordinal);
        Assert.Contains("GN0013", error, StringComparison.Ordinal);
        Assert.EndsWith("(dotnet gennet explain GN0013)", error[..error.LastIndexOf(" [", StringComparison.Ordinal)], StringComparison.Ordinal);
    }
}
