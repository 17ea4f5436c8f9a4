using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Tool.Projects;

/// <summary>
/// The models of a C# project, read from its sources by the generator's own parser. Nothing of the project is built or run: attributes and <c>Forward</c> bodies
/// need only GenNet itself.
/// </summary>
internal static class ModelProject
{
    // What the SDK makes global by default, and what a project of models is likely to have made global itself.
    private const string ImplicitUsings =
        "global using GenNet; global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>The models below the folder of <paramref name="project"/>, in the order of their names.</summary>
    /// <param name="project">Full path of a project file.</param>
    /// <exception cref="ProjectException">Its models have errors.</exception>
    public static IReadOnlyList<ProjectModel> Read(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var trees = SourcesIn(folder)
            .Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), s_options, file))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, s_options));
        var compilation = CSharpCompilation.Create("models", trees, References(), new(OutputKind.DynamicallyLinkedLibrary));
        var attribute = compilation.GetTypeByMetadataName(ModelParser.AttributeName)
            ?? throw new ProjectException("GenNet.Model.dll is missing beside the tool: install GenNet again.");
        var models = new SortedDictionary<string, ProjectModel>(StringComparer.Ordinal);
        var errors = new List<string>();
        foreach (var type in ClassesOf(compilation).Where(type => IsModel(type, attribute)))
        {
            var parsed = ModelParser.Parse(type, default);
            errors.AddRange(parsed.Diagnostics.Select(static d => d.ToDiagnostic().ToString()));
            if (parsed.Spec is { } spec)
                models[spec.FullName] = new(spec, type.MainLocation(default).SourceTree!.FilePath, folder);
        }
        return errors.Count == 0 ? [.. models.Values] : throw new ProjectException(string.Join(Environment.NewLine, errors));
    }

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);

    private static IEnumerable<string> SourcesIn(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal))
            yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(inner) is "bin" or "obj" || Path.GetFileName(inner).StartsWith('.'))
                continue;
            foreach (var file in SourcesIn(inner))
                yield return file;
        }
    }

    private static IEnumerable<MetadataReference> References()
    {
        // An application's runtime is told all its assemblies by path, GenNet's among them.
        var assemblies = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return assemblies.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(static path => MetadataReference.CreateFromFile(path));
    }

    private static IEnumerable<INamedTypeSymbol> ClassesOf(CSharpCompilation compilation)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var semantics = compilation.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                if (semantics.GetDeclaredSymbol(declaration) is { } type && seen.Add(type))
                    yield return type;
            }
        }
    }

    private static bool IsModel(INamedTypeSymbol type, INamedTypeSymbol attribute) =>
        type.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
}
