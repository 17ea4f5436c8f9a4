using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using GenNet.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.TestSupport;

/// <summary>Compiles model classes as a user's build does, with the generator, in memory.</summary>
public static class ModelCompiler
{
    private const string GlobalUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        """;

    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly SyntaxTree s_globalUsings = CSharpSyntaxTree.ParseText(GlobalUsings, s_parseOptions, "GlobalUsings.cs");

    private static readonly IReadOnlyList<MetadataReference> s_references =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(Model).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(ModelAttribute).Assembly.Location),
    ];

    private static int s_count;

    /// <summary>Compiles and loads <paramref name="sources"/>, a file each. Warnings are errors, as in a strict user's project.</summary>
    /// <exception cref="InvalidOperationException">It doesn't compile; the message holds the diagnostics and the generated code.</exception>
    public static CompiledModels Compile(params string[] sources) => CompileBeside([], sources);

    /// <summary>The same beside weight contracts.</summary>
    public static CompiledModels CompileBeside(IEnumerable<AdditionalText> contracts, params string[] sources) => Compile(contracts, CreateCompilation(sources));

    /// <summary>The same in a project that references <paramref name="libraries"/> as well.</summary>
    public static CompiledModels CompileWith(IEnumerable<Assembly> libraries, params string[] sources) =>
        Compile([], CreateCompilation(sources).AddReferences(libraries.Select(static library => MetadataReference.CreateFromFile(library.Location))));

    private static CompiledModels Compile(IEnumerable<AdditionalText> contracts, CSharpCompilation project)
    {
        var driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], contracts, parseOptions: s_parseOptions)
            .RunGeneratorsAndUpdateCompilation(project, out var compilation, out var generatorDiagnostics);
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        var problems = generatorDiagnostics.Concat(emitted.Diagnostics).Where(IsProblem).ToArray();
        var generated = driver.GetRunResult().GeneratedTrees.ToDictionary(static t => Path.GetFileName(t.FilePath), static t => t.ToString());
        if (problems.Length > 0)
        {
            throw new InvalidOperationException(
                $"The model doesn't compile:\n{string.Join("\n", problems.Select(static p => p.ToString()))}\n\n{string.Join("\n", generated.Values)}");
        }
        assembly.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true);
        return new(context.LoadFromStream(assembly), generated);
    }

    // The models of tests needn't be documented; what is generated must be.
    private static bool IsProblem(Diagnostic diagnostic) =>
        diagnostic.Severity >= DiagnosticSeverity.Warning
        && (diagnostic.Id != "CS1591" || diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    /// <summary>A compilation of <paramref name="sources"/> before any generator has run.</summary>
    public static CSharpCompilation CreateCompilation(params string[] sources) => CSharpCompilation.Create(
        $"Models{Interlocked.Increment(ref s_count)}",
        [s_globalUsings, .. sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, s_parseOptions, $"Model{i}.cs"))],
        s_references,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
}

/// <summary>Models compiled by <see cref="ModelCompiler"/>.</summary>
/// <param name="Assembly">The assembly they are in.</param>
/// <param name="GeneratedFiles">The generated code by hint name.</param>
public sealed record CompiledModels(Assembly Assembly, IReadOnlyDictionary<string, string> GeneratedFiles)
{
    /// <summary>A new instance of the model class with that full name, or of the only one.</summary>
    public Model Create(string? fullName = null, ulong seed = 0, Device? device = null)
    {
        var types = Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(Model)));
        var type = fullName is null ? types.Single() : types.Single(t => t.FullName == fullName);
        return (Model)Activator.CreateInstance(type, seed, device)!;
    }
}
