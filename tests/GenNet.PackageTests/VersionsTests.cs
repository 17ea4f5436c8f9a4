using GenNet.PackageTests.Stranger;
using GenNet.TestSupport;

namespace GenNet.PackageTests;

/// <summary>A model through three versions of its contract, from the package: what the build says on the way, and what becomes of a file of the first.</summary>
public sealed class VersionsTests(PackageFeed feed)
{
    private const string Program = """
        using var net = new TinyNet(seed: 2);
        if (args is [var path])
            Console.WriteLine(net.LoadWeights(path));
        else
            net.SaveWeights("first.weights.h5");
        Console.WriteLine(net.Predict([1f, 2f, 3f, 4f]).Output.Length);
        """;

    [Fact]
    public void File_OfVersion1_LoadsThroughVersion2Into3()
    {
        LongRun.SkipUnlessAsked();
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("GenerateDocumentationFile", "true"), ("NoWarn", "$(NoWarn);CS1591")]);
        app.Write("TinyNet.cs", FirstHourTests.Model);
        app.Write("Program.cs", Program);
        AcceptAndFreeze(app);
        app.Dotnet("run").Succeeded();

        // What a hovered property shows, in the documentation of the build.
        var documentation = Directory.GetFiles(app.PathOf("bin"), "app.xml", SearchOption.AllDirectories)[0];
        Assert.Contains("15", Member(File.ReadAllText(documentation), "P:TinyNet.Output"), StringComparison.Ordinal);
        Assert.Contains("kernel", Member(File.ReadAllText(documentation), "P:TinyNet.Output"), StringComparison.Ordinal);

        // Version 2 has another name, and says what it was.
        app.Write("Program.cs", Program.Replace(".Output.", ".Classes.", StringComparison.Ordinal));
        app.Write("TinyNet.cs", FirstHourTests.Model.Replace(" Output ", " Classes ", StringComparison.Ordinal));
        Assert.Contains("GN1007", Assert.Single(app.Dotnet("build", "--no-restore").Failed().Errors), StringComparison.Ordinal);
        app.Write("TinyNet.cs", FirstHourTests.Model.Replace("Softmax)]", "Softmax), FormerName(\"output\")]", StringComparison.Ordinal).Replace(" Output ", " Classes ", StringComparison.Ordinal));
        AcceptAndFreeze(app);

        // Version 3 has one class more: an error until a migration leads to it.
        var third = app.Read("TinyNet.cs").Replace("Dense(3", "Dense(4", StringComparison.Ordinal);
        app.Write("TinyNet.cs", third);
        Assert.Contains("GN1001", Assert.Single(app.Dotnet("build", "--no-restore").Failed().Errors), StringComparison.Ordinal);
        app.Write("TinyNet.cs", third.TrimEnd()[..^1] + """
                [WeightMigration(From = 2)]
                private static Weights Upgrade(WeightsV2 old, Weights fresh) => fresh with { Classes = fresh.Classes with { Bias = new Tensor(GenNet.Specs.TensorShape.Of(4), [.. old.Classes.Bias.Values, 9f]) } };
            }
            """);
        AcceptAndFreeze(app);
        Assert.Empty(app.Dotnet("build", "--no-restore", "--no-incremental").Succeeded().Warnings);

        var output = app.Dotnet("run", "--no-build", "first.weights.h5").Succeeded().Output;
        Assert.Contains("version 1 → version 2: classes was called 'output'", output, StringComparison.Ordinal);
        Assert.Contains("version 2 → version 3, by TinyNet.Upgrade: made classes/bias", output, StringComparison.Ordinal);
        Assert.EndsWith("4", output.TrimEnd(), StringComparison.Ordinal);

        // Undone after freezing and accepted, the contract is what it was.
        var contract = app.Read("TinyNet.weights.txt");
        var now = app.Read("TinyNet.cs");
        app.Write("TinyNet.cs", now.Replace("Activation.Softmax", "Activation.Sigmoid", StringComparison.Ordinal));
        app.Dotnet("build", "--no-restore", "-t:GenNetAccept").Succeeded();
        Assert.Contains("version 4 draft", app.Read("TinyNet.weights.txt"), StringComparison.Ordinal);
        app.Write("TinyNet.cs", now);
        app.Dotnet("build", "--no-restore", "-t:GenNetAccept").Succeeded();
        Assert.Equal(contract, app.Read("TinyNet.weights.txt"));

        // What git leaves of two branches that changed the same is an error, and nothing is written over it.
        var conflicted = contract.Replace("version 3\n", "<<<<<<< ours\nversion 3\n=======\nversion 4 draft\n>>>>>>> theirs\n", StringComparison.Ordinal);
        app.Write("TinyNet.weights.txt", conflicted);
        Assert.Contains("GN1030", Assert.Single(app.Dotnet("build", "--no-restore").Failed().Errors), StringComparison.Ordinal);
        app.Dotnet("build", "--no-restore", "-t:GenNetAccept").Failed();
        Assert.Equal(conflicted, app.Read("TinyNet.weights.txt"));
    }

    private static void AcceptAndFreeze(Workspace app)
    {
        app.Dotnet("build", "-t:GenNetAccept").Succeeded();
        app.Dotnet("build", "--no-restore", "-t:GenNetFreeze").Succeeded();
    }

    private static string Member(string documentation, string name) =>
        documentation.Split("<member ").Single(member => member.StartsWith($"name=\"{name}\"", StringComparison.Ordinal));
}
