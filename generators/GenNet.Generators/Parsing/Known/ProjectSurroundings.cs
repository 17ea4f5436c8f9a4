using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>What counts for all files of a project: the same object as long as it stays equal.</summary>
internal sealed class ProjectSurroundings
{
    private static ProjectSurroundings? s_last;

    private readonly string? _assembly;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly string _outermost;

    private ProjectSurroundings(Compilation compilation, string outermost) =>
        (_assembly, _options, _references, _outermost) = (compilation.AssemblyName, compilation.Options, compilation.ExternalReferences, outermost);

    /// <summary>Those of a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="outermost">Its namespaces, and types outside of any.</param>
    public static ProjectSurroundings Of(Compilation compilation, string outermost)
    {
        var surroundings = new ProjectSurroundings(compilation, outermost);
        if (s_last is { } last && last.IsSameAs(surroundings))
            return last;
        s_last = surroundings;
        return surroundings;
    }

    /// <summary>Whether what is known under these holds under others, too.</summary>
    public bool IsSameAs(ProjectSurroundings other) => ReferenceEquals(this, other)
        || (_assembly == other._assembly && _outermost == other._outermost && _options.Equals(other._options)
            && (_references == other._references || _references.SequenceEqual(other._references)));
}
