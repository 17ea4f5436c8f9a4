using System.Collections.Immutable;
using GenNet.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Tool.Compilations;

/// <summary>What a command line gives the compiler, before any generator has run.</summary>
internal sealed class CompilerInput
{
    private readonly CSharpCommandLineArguments _arguments;

    private CompilerInput(CompilerCall call, CSharpCommandLineArguments arguments)
    {
        (Call, _arguments) = (call, arguments);
        var configs = AnalyzerConfigSet.Create(arguments.AnalyzerConfigPaths.Select(path => AnalyzerConfig.Parse(File.ReadAllText(FullPath(path)), FullPath(path))).ToArray());
        Options = new(configs);
        AdditionalFiles = [.. arguments.AdditionalFiles.Select(file => new AdditionalFile(FullPath(file.Path)))];
        Compilation = CSharpCompilation.Create(
            arguments.CompilationName,
            arguments.SourceFiles.AsParallel().AsOrdered().Select(file => Parse(FullPath(file.Path))),
            arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(FullPath(reference.Reference), reference.Properties)),
            arguments.CompilationOptions.WithSyntaxTreeOptionsProvider(new ConfigSeverities(configs)));
    }

    /// <summary>How the compiler was called.</summary>
    public CompilerCall Call { get; }

    /// <summary>The compilation without what generators add.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>How sources are read.</summary>
    public CSharpParseOptions ParseOptions => _arguments.ParseOptions;

    /// <summary>What configuration files say.</summary>
    public ConfigOptions Options { get; }

    /// <summary>Additional files, weight contracts among them.</summary>
    public ImmutableArray<AdditionalText> AdditionalFiles { get; }

    /// <summary>Reads all that a command line names.</summary>
    /// <exception cref="ProjectException">A file that it names is missing, or the command line is wrong.</exception>
    public static CompilerInput Read(CompilerCall call)
    {
        var arguments = CSharpCommandLineParser.Default.Parse(call.Arguments, call.Folder, sdkDirectory: null);
        if (arguments.Errors.FirstOrDefault(static error => error.Severity == DiagnosticSeverity.Error) is { } wrong)
            throw new ProjectException($"{call.Project}: {wrong}");
        try
        {
            return new(call, arguments);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProjectException($"{call.Project}: {missing.Message} Build the project first.");
        }
    }

    /// <summary>The analyzers and generators that the command line names.</summary>
    /// <param name="assemblies">Loads them.</param>
    public IEnumerable<AnalyzerFileReference> Analyzers(IAnalyzerAssemblyLoader assemblies) =>
        _arguments.AnalyzerReferences.Select(reference => new AnalyzerFileReference(FullPath(reference.FilePath), assemblies));

    private SyntaxTree Parse(string path)
    {
        using var stream = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(stream, _arguments.Encoding, _arguments.ChecksumAlgorithm), ParseOptions, path);
    }

    private string FullPath(string path) => Path.GetFullPath(path, Call.Folder);
}
