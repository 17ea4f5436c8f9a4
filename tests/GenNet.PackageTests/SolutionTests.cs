using System.Xml.Linq;
using GenNet.PackageTests.Stranger;

namespace GenNet.PackageTests;

/// <summary><c>dotnet gennet check|accept|freeze</c> over a whole solution.</summary>
public sealed class SolutionTests(PackageFeed feed)
{
    // A [Model] of another library's, in a project that has nothing of GenNet.
    private const string AnothersModel = """
        namespace Other;

        [System.AttributeUsage(System.AttributeTargets.Class)]
        public sealed class ModelAttribute : System.Attribute;

        [Model]
        public class Customer { }
        """;

    [Fact]
    public void Gennet_OverASolution_PassesOverProjectsWithoutGenNetAndOfOtherLanguages()
    {
        var all = feed.NewWorkspace();
        all.WriteProject("Models/Models.csproj", [("OutputType", "Library")]);
        all.Write("Models/TinyNet.cs", FirstHourTests.Model);
        all.WriteProject("Web/Web.csproj", [("OutputType", "Library")], gennet: false);
        all.Write("Web/Customer.cs", AnothersModel);
        all.WriteProject("Script/Script.fsproj", gennet: false, items: """<Compile Include="Program.fs" /><ProjectReference Include="../Models/Models.csproj" />""");
        all.Write("Script/Program.fs", "printfn \"%s\" typeof<TinyNet>.Name");
        all.Write("All.slnx", """
            <Solution>
              <Project Path="Models/Models.csproj" />
              <Project Path="Web/Web.csproj" />
              <Project Path="Script/Script.fsproj" />
            </Solution>
            """);
        all.InstallTool();

        Assert.Contains("dotnet restore", all.Dotnet("gennet", "check", "All.slnx").Failed().Error, StringComparison.Ordinal);
        var unrestored = all.Dotnet("gennet", "plot", "TinyNet", "--project", "Models").Failed().Error;
        Assert.Contains("dotnet restore", unrestored, StringComparison.Ordinal);
        Assert.DoesNotContain("has no model of that name", unrestored, StringComparison.Ordinal);
        var build = all.Dotnet("build", "All.slnx").Succeeded();
        Assert.Empty(build.Diagnostics("GN3001"));

        var unaccepted = all.Dotnet("gennet", "check", "All.slnx").Failed();
        Assert.Contains("GN1010: Model 'TinyNet'", unaccepted.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Customer", unaccepted.Text, StringComparison.Ordinal);

        all.Dotnet("gennet", "accept", "All.slnx").Succeeded();
        Assert.Equal(
            [all.PathOf("Models/TinyNet.weights.txt")],
            Directory.GetFiles(all.Folder, "*.weights.txt", SearchOption.AllDirectories));
        all.Dotnet("gennet", "check", ".").Succeeded();

        Assert.Contains("has no model of that name", all.Dotnet("gennet", "plot", "Customer", "--project", "All.slnx").Failed().Error, StringComparison.Ordinal);
        var plot = XDocument.Parse(all.Dotnet("gennet", "plot", "TinyNet", "--project", "All.slnx", "--shapes").Succeeded().Output).Root!;
        Assert.Equal("svg", plot.Name.LocalName);
        Assert.Contains("Dense", plot.Value, StringComparison.Ordinal);
        Assert.Contains("(None, 3)", plot.Value, StringComparison.Ordinal);

        all.Dotnet("gennet", "freeze", "All.slnx").Succeeded();
        Assert.DoesNotContain("draft", all.Read("Models/TinyNet.weights.txt"), StringComparison.Ordinal);

        // A contract that can't be read keeps none of the others from being written.
        all.Write("Models/TinyNet.weights.txt", "<<<<<<< ours\n" + all.Read("Models/TinyNet.weights.txt"));
        all.Write("Models/UpperNet.cs", FirstHourTests.Model.Replace("TinyNet", "UpperNet", StringComparison.Ordinal));
        var accepted = all.Dotnet("gennet", "accept", "All.slnx").Failed();
        Assert.Contains("TinyNet.weights.txt(1,1)", accepted.Output, StringComparison.Ordinal);
        Assert.Contains("model UpperNet", all.Read("Models/UpperNet.weights.txt"), StringComparison.Ordinal);

        Assert.Contains("uses GenNet", all.Dotnet("gennet", "check", "Web/Web.csproj").Succeeded().Output, StringComparison.Ordinal);
    }
}
