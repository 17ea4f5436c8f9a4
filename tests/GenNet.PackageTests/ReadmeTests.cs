using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>What README.md tells a newcomer to do, done.</summary>
public sealed class ReadmeTests(PackageFeed feed)
{
    public static TheoryData<int> OtherBlocks => [.. Enumerable.Range(1, Readme.CSharp.Count - 1)];

    [Fact]
    public void FirstBlock_PastedIntoANewConsoleProject_RunsAndMeetsTheWarningThatFollowsIt()
    {
        var app = feed.NewWorkspace();
        app.Dotnet("new", "console", "-o", "Circle", "--no-restore").Succeeded();
        var circle = app.Below("Circle");
        circle.Dotnet("add", "package", "GenNet").Succeeded();
        circle.Write("Program.cs", Readme.CSharp[0]);

        var run = circle.Dotnet("run").Succeeded();
        Assert.Matches(@"lies within the circle with probability \d+", run.Output);
        Assert.Contains("val_accuracy: 0.9", run.Output, StringComparison.Ordinal);

        circle.Dotnet("build", "--no-restore", "-t:GenNetAccept").Succeeded();
        circle.Write("Program.cs", Readme.CSharp[0].Replace("Dense(16", "Dense(32", StringComparison.Ordinal));
        var shown = Readme.Console[0].Trim().TrimEnd('…').TrimEnd();
        Assert.Contains(circle.Dotnet("build", "--no-restore").Succeeded().Warnings, line => line.Contains(shown, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OtherBlocks))]
    public void Block_PastedIntoANewProject_Compiles(int block)
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library"), ("NoWarn", "GN1010"), ("TreatWarningsAsErrors", "true")]);
        app.Write("Block.cs", Readme.CSharp[block]);

        app.Dotnet("build").Succeeded();
    }

    [Fact]
    public void Commands_ThatPack_AreThoseOfTheTests() =>
        Assert.Contains(Readme.Console, static block => block.StartsWith("dotnet pack src/Packages.proj -c Release -o ", StringComparison.Ordinal));
}
