using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary>Projects that GenNet isn't made for: each meets one clear message.</summary>
public sealed class ProjectKindTests(PackageFeed feed)
{
    [Theory]
    [InlineData("TargetFramework", "net8.0")]
    [InlineData("TargetFrameworks", "net8.0;net10.0")]
    [InlineData("TargetFramework", "netstandard2.0")]
    public void Restore_ForAnOlderFramework_IsRefusedNamingNet10(string property, string frameworks)
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [(property, frameworks), ("OutputType", "Library")]);
        app.Write("TinyNet.cs", FirstHourTests.Model);

        var error = Assert.Single(app.Dotnet("build").Failed().Errors);

        Assert.Contains("NU1202", error, StringComparison.Ordinal);
        Assert.Contains("net10.0", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.fsproj", "Program.fs", "printfn \"ok\"", "<Compile Include=\"Program.fs\" />")]
    [InlineData("app.vbproj", "Program.vb", "Module Program\nSub Main()\nConsole.WriteLine(\"ok\")\nEnd Sub\nEnd Module", "")]
    public void Build_OfAnotherLanguage_WarnsOnceThatGenNetGeneratesCSharp(string project, string file, string source, string items)
    {
        var app = feed.NewWorkspace();
        app.WriteProject(project, items: items);
        app.Write(file, source);

        var build = app.Dotnet("build").Succeeded();

        var warning = Assert.Single(build.Warnings);
        Assert.Contains("GN3001", warning, StringComparison.Ordinal);
        Assert.Contains("GenNet generates C#", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WithWarningsAsErrors_OfANewModel_SucceedsAndWarnsThatItHasNoContract()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library"), ("TreatWarningsAsErrors", "true")]);
        app.Write("TinyNet.cs", FirstHourTests.Model);

        var warning = Assert.Single(app.Dotnet("build").Succeeded().Warnings);
        Assert.Contains("GN1010", warning, StringComparison.Ordinal);
        Assert.Contains("dotnet build -t:GenNetAccept", warning, StringComparison.Ordinal);

        Assert.Contains("GN1010", Assert.Single(app.Dotnet("build", "--no-restore", "--no-incremental", "-warnaserror").Succeeded().Warnings), StringComparison.Ordinal);
        Assert.Contains("GN1010", Assert.Single(app.Dotnet("build", "--no-restore", "--no-incremental", "-p:WarningsAsErrors=GN1010").Failed().Errors), StringComparison.Ordinal);

        app.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.GN1010.severity = none\n");
        Assert.Empty(app.Dotnet("build", "--no-restore").Succeeded().Warnings);
    }

    [Fact]
    public void Build_WithCSharp12_NamesTheLanguageVersion()
    {
        var app = feed.NewWorkspace();
        app.WriteProject("app.csproj", [("OutputType", "Library"), ("LangVersion", "12")]);
        app.Write("TinyNet.cs", FirstHourTests.Model);

        var error = Assert.Single(app.Dotnet("build").Failed().Errors, static line => line.Contains("error GN", StringComparison.Ordinal));
        Assert.Contains("C# 12", error, StringComparison.Ordinal);
    }
}
