using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>The targets that the package brings: <c>dotnet build -t:GenNet…</c>.</summary>
public sealed class TargetTests(PackageFeed feed)
{
    [Fact]
    public void Targets_InAProjectWithoutModels_DoNothing()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj");
        app.Write("Program.cs", "Console.WriteLine();");

        Assert.Empty(app.Dotnet("build", "-t:GenNetCheck;GenNetAccept;GenNetFreeze").Succeeded().Warnings);
        Assert.Empty(Directory.GetFiles(app.Folder, "*.weights.txt", SearchOption.AllDirectories));
    }

    [Fact]
    public void Explain_FromThePackageAlone_PrintsTheRulesPage()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj");

        var explained = app.Dotnet("build", "-t:GenNetExplain", "-p:Rule=GN1001").Succeeded().Output;

        Assert.Contains("# GN1001: ", explained, StringComparison.Ordinal);
        Assert.Contains("## What to do", explained, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_InAProjectOfSeveralFrameworks_RunInTheOneThatIsNamed()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("TargetFrameworks", "net9.0;net10.0"), ("OutputType", "Library")], gennet: false, items: $"""
            <PackageReference Include="GenNet" Version="{feed.Version}" Condition="'$(TargetFramework)' == 'net10.0'" />
            """);
        app.Write("TinyNet.cs", FirstHourTests.Model);

        app.Dotnet("build", "-f", "net10.0", "-t:GenNetAccept").Succeeded();
        Assert.Contains("4,3", app.Read("TinyNet.weights.txt"), StringComparison.Ordinal);

        app.Write("TinyNet.cs", FirstHourTests.Model.Replace("Dense(3", "Dense(5", StringComparison.Ordinal));
        var check = app.Dotnet("build", "--no-restore", "-f", "net10.0", "-t:GenNetCheck").Failed();
        Assert.Contains("4,5", check.Output, StringComparison.Ordinal);
        Assert.Contains("GN3002", Assert.Single(check.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_OfTheBuildFiles_HaveTheirPages()
    {
        var texts = Directory.GetFiles(Repository.PathOf("src", "GenNet", "build")).Select(File.ReadAllText);
        var tool = Directory.GetFiles(Repository.PathOf("src", "GenNet.Tool"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
            .SelectMany(static text => System.Text.RegularExpressions.Regex.Matches(text, "warning (GN3\\d+)")).Select(static match => match.Groups[1].Value);
        var codes = tool.Concat(texts.SelectMany(static text => System.Text.RegularExpressions.Regex.Matches(text, "Code=\"(GN\\d+)\"")).Select(static match => match.Groups[1].Value));

        Assert.Equal(
            codes.Distinct().Order(StringComparer.Ordinal),
            Directory.GetFiles(Repository.PathOf("generators", "rules"), "GN3*.md").Select(static page => Path.GetFileNameWithoutExtension(page)).Order(StringComparer.Ordinal));
    }
}
