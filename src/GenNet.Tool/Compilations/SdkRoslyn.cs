using System.Runtime.Loader;
using GenNet.Tool.Projects;

namespace GenNet.Tool.Compilations;

/// <summary>
/// The compiler's own assemblies. The tool brings none: it is compiled against the oldest Roslyn that GenNet supports and runs with the one of the SDK that builds the project, since only that knows the
/// language and the generators of this SDK.
/// </summary>
internal static class SdkRoslyn
{
    private const string Prefix = "Microsoft.CodeAnalysis";

    private static string? s_folder;

    /// <summary>Whether an assembly is one of the compiler's.</summary>
    public static bool Has(string assembly) => assembly is Prefix or $"{Prefix}.CSharp";

    /// <summary>Takes the assemblies from a folder, before any of their types is used.</summary>
    /// <exception cref="ProjectException">They aren't there.</exception>
    public static void Use(string folder)
    {
        if (!File.Exists(PathOf($"{Prefix}.CSharp", folder)))
            throw new ProjectException($"'{folder}' has no C# compiler: the .NET SDK that builds the project could not be found.");
        if (Interlocked.Exchange(ref s_folder, folder) is null)
            AssemblyLoadContext.Default.Resolving += static (context, name) => Has(name.Name ?? "") ? context.LoadFromAssemblyPath(PathOf(name.Name!, s_folder!)) : null;
    }

    private static string PathOf(string assembly, string folder) => Path.Combine(folder, assembly + ".dll");
}
