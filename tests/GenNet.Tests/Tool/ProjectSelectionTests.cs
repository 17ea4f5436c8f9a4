using GenNet.Tool.Projects;

namespace GenNet.Tests.Tool;

public sealed class ProjectSelectionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-projects-");

    public ProjectSelectionTests()
    {
        foreach (var project in (string[])["a/A.csproj", "b/B.fsproj", "c/deep/C.csproj", "c/obj/Hidden.csproj", ".git/Hidden.csproj"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(project))!);
            File.WriteAllText(PathOf(project), "<Project />");
        }
        File.WriteAllText(PathOf("All.slnx"), """
            <Solution>
              <Folder Name="/inner/"><Project Path="c/deep/C.csproj" /></Folder>
              <Project Path="a\A.csproj" />
              <Project Path="b/B.fsproj" />
            </Solution>
            """);
        File.WriteAllText(PathOf("All.sln"), """

            Microsoft Visual Studio Solution File, Format Version 12.00
            # Visual Studio Version 17
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "A", "a\A.csproj", "{11111111-1111-1111-1111-111111111111}"
            EndProject
            Project("{F2A71F9B-5D33-465A-A702-920D77279786}") = "B", "b\B.fsproj", "{22222222-2222-2222-2222-222222222222}"
            EndProject
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "inner", "inner", "{33333333-3333-3333-3333-333333333333}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "C", "c\deep\C.csproj", "{44444444-4444-4444-4444-444444444444}"
            EndProject
            Global
            EndGlobal
            """);
    }

    [Theory]
    [InlineData("All.sln")]
    [InlineData("All.slnx")]
    [InlineData("")]
    public void Of_ASolutionOrFolder_IsItsCSharpProjects(string path) => Assert.Equal(
        [PathOf("a/A.csproj"), PathOf("c/deep/C.csproj")], ProjectSelection.Of(PathOf(path)).Order());

    [Fact]
    public void Of_AProject_IsThatProject() => Assert.Equal([PathOf("a/A.csproj")], ProjectSelection.Of(PathOf("a/A.csproj")));

    [Theory]
    [InlineData("b/B.fsproj", "is no C# project or solution")]
    [InlineData("Nowhere.sln", "There is no")]
    [InlineData("b", "holds no C# project")]
    [InlineData("Broken.slnx", "Broken.slnx")]
    public void Of_AnythingElse_SaysWhatIsWrong(string path, string message)
    {
        File.WriteAllText(PathOf("Broken.slnx"), "<Solution><Project></Solution>");

        Assert.Contains(message, Assert.Throws<ProjectException>(() => ProjectSelection.Of(PathOf(path))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
