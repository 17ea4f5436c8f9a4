using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace GenNet.Tool.Compilations;

/// <summary>Loads analyzers and generators as the compiler does: those of one folder see each other, and the compiler's assemblies are the compiler's.</summary>
internal sealed class AnalyzerAssemblies : IAnalyzerAssemblyLoader
{
    private readonly Dictionary<string, FolderContext> _folders = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void AddDependencyLocation(string fullPath)
    {
    }

    /// <inheritdoc/>
    public Assembly LoadFromPath(string fullPath)
    {
        var folder = Path.GetDirectoryName(fullPath)!;
        if (!_folders.TryGetValue(folder, out var context))
            _folders[folder] = context = new(folder);
        return context.Load(fullPath);
    }

    private sealed class FolderContext(string folder) : AssemblyLoadContext(folder)
    {
        public Assembly Load(string path) => OwnCopyOf(path) ?? LoadFromAssemblyPath(path);

        protected override Assembly? Load(AssemblyName name)
        {
            var path = Path.Combine(Name!, name.Name + ".dll");
            return SdkRoslyn.Has(name.Name!) || IsOfTheRuntime(name.Name!) || !File.Exists(path) ? null : Load(path);
        }
    }

    // GenNet's own generator is here already, and compiled; a project's is the same one where it has the same content.
    private static Assembly? OwnCopyOf(string path)
    {
        var own = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(path));
        return File.Exists(own) && ContentOf(own) == ContentOf(path) ? AssemblyLoadContext.Default.LoadFromAssemblyName(AssemblyName.GetAssemblyName(own)) : null;
    }

    private static Guid ContentOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static bool IsOfTheRuntime(string assembly) => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, assembly + ".dll"));
}
