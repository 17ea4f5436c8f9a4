using System.Reflection;
using System.Runtime.Loader;

namespace GenNet.Tool.Projects;

/// <summary>The assembly that a project was last built to, loaded with what it was built against.</summary>
internal sealed class BuiltAssembly : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;

    private BuiltAssembly(string path)
        : base(path, isCollectible: true) => (Path, _resolver) = (path, new(path));

    /// <summary>The assembly's file.</summary>
    public string Path { get; }

    /// <summary>The model class.</summary>
    /// <param name="name">Its name, with or without its namespace; null for the only one.</param>
    /// <exception cref="ProjectException">There is none, or several.</exception>
    public Type Model(string? name)
    {
        var models = LoadFromAssemblyPath(Path).GetTypes().Where(static type => IsModel(type) && !type.IsAbstract).ToArray();
        var named = models.Where(type => name is null || type.Name == name || type.FullName?.Replace('+', '.') == name).ToArray();
        return named switch
        {
            [var model] => model,
            [] => throw new ProjectException(name is null ? $"{Path} has no model." : $"{Path} has no model '{name}'; it has {string.Join(", ", models.Select(static type => type.FullName))}."),
            _ => throw new ProjectException($"{Path} has {string.Join(", ", named.Select(static type => type.FullName))}: name one with --model."),
        };
    }

    /// <summary>That of <paramref name="project"/>; MSBuild tells where it lies. Nothing is built.</summary>
    /// <param name="project">Path of a project file.</param>
    /// <param name="configuration">Which configuration: Debug, Release.</param>
    /// <param name="framework">Which target framework, of several.</param>
    /// <exception cref="ProjectException">It can't be evaluated, or has not been built.</exception>
    public static BuiltAssembly Of(string project, string configuration, string? framework)
    {
        var path = TargetPath(project, configuration, framework);
        if (path.Length == 0)
            throw new ProjectException($"'{project}' has several target frameworks: name one with --framework.");
        return File.Exists(path) ? new(path) : throw new ProjectException($"'{path}' does not exist: build the project first, dotnet build \"{project}\" -c {configuration}, or name another configuration with --configuration.");
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    // By name: the project may be built against another version of GenNet than the tool's.
    private static bool IsModel(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.FullName == "GenNet.Model")
                return true;
        }
        return false;
    }

    private static string TargetPath(string project, string configuration, string? framework)
    {
        var run = MSBuildRun.Of([project, "-getProperty:TargetPath", $"-p:Configuration={configuration}", .. framework is null ? [] : new[] { $"-p:TargetFramework={framework}" }]);
        return run.IsWell ? run.Output.Trim() : throw new ProjectException($"MSBuild can't evaluate '{project}':{Environment.NewLine}{run.Text}");
    }
}
