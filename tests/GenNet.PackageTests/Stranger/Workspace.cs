namespace GenNet.PackageTests.Stranger;

/// <summary>A folder of a stranger's: files are written into it and <c>dotnet</c> runs in it. It goes with the feed.</summary>
public sealed class Workspace
{
    private readonly PackageFeed _feed;

    internal Workspace(PackageFeed feed, DirectoryInfo folder)
    {
        _feed = feed;
        Folder = folder.FullName;
    }

    /// <summary>Its path.</summary>
    public string Folder { get; }

    /// <summary>A folder in it.</summary>
    /// <param name="folder">Relative to this one; made if it isn't there.</param>
    public Workspace Below(string folder) => new(_feed, Directory.CreateDirectory(PathOf(folder)));

    /// <summary>The path of a file in it.</summary>
    /// <param name="file">Relative to the folder.</param>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Whether there is a file or folder of this name.</summary>
    /// <param name="file">Relative to the folder.</param>
    public bool Has(string file) => Path.Exists(PathOf(file));

    /// <summary>The text of a file.</summary>
    /// <param name="file">Relative to the folder.</param>
    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Writes a file, and the folders that it needs.</summary>
    /// <param name="file">Relative to the folder.</param>
    /// <param name="text">Its text.</param>
    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>Writes a project as <c>dotnet new console</c> makes one, with a reference to GenNet.</summary>
    /// <param name="file">Relative to the folder; ends in <c>.csproj</c>, <c>.fsproj</c> or <c>.vbproj</c>.</param>
    /// <param name="properties">MSBuild properties that it sets besides, such as <c>("LangVersion", "12")</c>; they come last.</param>
    /// <param name="gennet">Whether it references GenNet.</param>
    /// <param name="items">Items besides, as MSBuild text.</param>
    public void WriteProject(string file, IReadOnlyList<(string Name, string Value)>? properties = null, bool gennet = true, string items = "") => Write(file, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            {((properties ?? []).Any(static p => p.Name == "TargetFrameworks") ? "" : "<TargetFramework>net10.0</TargetFramework>")}
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            {string.Concat((properties ?? []).Select(static p => $"<{p.Name}>{p.Value}</{p.Name}>"))}
          </PropertyGroup>
          <ItemGroup>
            {(gennet ? $"""<PackageReference Include="GenNet" Version="{_feed.Version}" />""" : "")}
            {items}
          </ItemGroup>
        </Project>
        """);

    /// <summary>Installs <c>dotnet gennet</c> for the folder.</summary>
    public void InstallTool()
    {
        Dotnet("new", "tool-manifest").Succeeded();
        Dotnet("tool", "install", "GenNet.Tool", "--version", _feed.Version).Succeeded();
    }

    /// <summary>Runs <c>dotnet</c> in the folder.</summary>
    /// <param name="arguments">Its arguments.</param>
    public DotnetRun Dotnet(params IReadOnlyList<string> arguments) => Command.Run("dotnet", Folder, _feed.Environment, arguments);

    /// <summary>Runs a program in the folder.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    public DotnetRun Run(string program, params IReadOnlyList<string> arguments) => Command.Run(program, Folder, _feed.Environment, arguments);
}
