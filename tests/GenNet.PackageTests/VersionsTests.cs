using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>Files of older versions, from the package.</summary>
public sealed class VersionsTests(PackageFeed feed)
{
    private const string Program = """
        using var net = new TinyNet(seed: 1);
        if (args is ["save"])
        {
            net.SaveWeights("v1.weights.h5");
            return;
        }
        foreach (var step in net.LoadWeights("v1.weights.h5").Migrations)
            Console.WriteLine(step);
        """;

    [Fact]
    public void Load_OfAVersion1File_LeadsThroughVersion2Into3()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj");
        app.Write("Program.cs", Program);
        app.Write("TinyNet.cs", FirstHourTests.Model);
        app.Dotnet("build", "-t:GenNetAccept;GenNetFreeze").Succeeded();
        app.Dotnet("run", "--no-restore", "save").Succeeded();

        app.Write("TinyNet.cs", FirstHourTests.Model.Replace("Softmax)]", "Softmax), FormerName(\"output\")]", StringComparison.Ordinal).Replace("Dense Output", "Dense Classes", StringComparison.Ordinal));
        app.Dotnet("build", "--no-restore", "-t:GenNetAccept;GenNetFreeze").Succeeded();
        app.Write("TinyNet.cs", """
            using GenNet;

            [Model, Input(4)]
            public partial class TinyNet
            {
                [Dense(5, Activation = Activation.Softmax)] public partial Dense Kinds { get; }

                [WeightMigration(From = 1)]
                private static WeightsV2 Rename(WeightsV1 old, WeightsV2 fresh) => fresh with { Classes = new() { Kernel = old.Output.Kernel, Bias = old.Output.Bias } };

                [WeightMigration(From = 2)]
                private static Weights Upgrade(WeightsV2 old, Weights fresh) => fresh;
            }
            """);
        app.Dotnet("build", "--no-restore", "-t:GenNetAccept").Succeeded();

        var output = app.Dotnet("run", "--no-restore").Succeeded().Output;

        Assert.Contains("version 1 → version 2, by TinyNet.Rename", output, StringComparison.Ordinal);
        Assert.Contains("version 2 → version 3, by TinyNet.Upgrade", output, StringComparison.Ordinal);
    }
}
