using System.Collections.Concurrent;
using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1042 to GN1044: weight files that the project guards, against its own models and those of libraries.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeightFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.WeightFileDoesNotFit, DiagnosticDescriptors.WeightFileWithoutModel, DiagnosticDescriptors.WeightFileDoesNotFitLibrary];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var headers = GuardedFile.All(start.Options.AdditionalFiles, Read, start.CancellationToken);
            if (headers.IsEmpty)
                return;
            var contracts = ContractFile.In(start.Compilation, start.Options, Read, start.CancellationToken);
            var met = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            start.RegisterSymbolAction(symbol => Analyze(symbol, headers, contracts, met), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => AnalyzeLibraries(end, headers, met));

            ContractParseResult Read(SourceText text) => start.TryGetValue(text, ContractFile.Reader, out var parsed) ? parsed : ContractFile.Read(text);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ImmutableArray<GuardedFile> headers, ProjectContracts contracts, ConcurrentDictionary<string, bool> met)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ModelComparison.ModelOf(type, context.Compilation, context.CancellationToken) is not { } model)
            return;
        met[model.FullName] = true;
        var files = headers.Where(header => header.Model == model.FullName).ToArray();
        if (files.Length == 0 || ModelComparison.Of(type, context.Compilation, contracts, context.CancellationToken) is not { } comparison)
            return;
        var guarded = GuardedModel.Of(model, comparison.File?.Parsed.Contract?.Versions ?? default);
        foreach (var file in files)
        {
            foreach (var change in WeightFileCheck.Of(file.Version, guarded))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.WeightFileDoesNotFit, ChangeLocation.Of(change, comparison, context.CancellationToken), ChangeSubject.Of(change, model), change.Text, file.File));
            }
        }
    }

    private static void AnalyzeLibraries(CompilationAnalysisContext context, ImmutableArray<GuardedFile> headers, ConcurrentDictionary<string, bool> met)
    {
        foreach (var file in headers.Where(file => !met.ContainsKey(file.Model)))
        {
            if (CompiledModel(context.Compilation, file.Model) is not { } model)
            {
                // A class that the project has, and that has errors, says so itself.
                if (!TypesCalled(context.Compilation, file.Model).Any())
                    context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.WeightFileWithoutModel, file.Location, file.File, file.Model));
                continue;
            }
            foreach (var change in WeightFileCheck.Of(file.Version, model))
            {
                var subject = change.Layer is null ? file.Model : $"{file.Model}, {change.Layer}";
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.WeightFileDoesNotFitLibrary, file.Location, subject, change.Text, file.File));
            }
        }
    }

    // A contract has dots between nested types.
    private static IEnumerable<INamedTypeSymbol> TypesCalled(Compilation compilation, string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            foreach (var type in compilation.GetTypesByMetadataName(name.Substring(0, end) + name.Substring(end).Replace('.', '+')))
                yield return type;
        }
    }

    private static GuardedModel? CompiledModel(Compilation compilation, string name)
    {
        var attribute = TypesCalled(compilation, name).Select(static type => type.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.Name == "CompiledWeightsAttribute")).FirstOrDefault(static a => a is not null);
        return attribute?.ConstructorArguments is [{ Value: string contract }] ? GuardedModel.Read(contract, Text("Kept"), Text("Declared").Split('\n'), Text("Groups").Split('\n')) : null;

        string Text(string argument) => attribute.Named(argument).Value as string ?? "";
    }
}

/// <summary>What a weight file of the project holds, as the build wrote it.</summary>
/// <param name="File">The file as the project names it.</param>
/// <param name="Model">Full name of its model's class.</param>
/// <param name="Version">What it holds.</param>
/// <param name="Item">Where the project names it.</param>
internal sealed record GuardedFile(string File, string Model, ContractVersion Version, ItemPlace Item)
{
    /// <summary>Where the project names it, for what has no place in a class.</summary>
    public Location Location
    {
        get
        {
            var place = new LinePosition(Item.Line - 1, Item.Column - 1);
            return Location.Create(Item.File, default, new(place, place));
        }
    }

    /// <summary>All of the project.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="read">Reads a text, by <see cref="ContractFile.Reader"/> where Roslyn keeps its results.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ImmutableArray<GuardedFile> All(ImmutableArray<AdditionalText> files, Func<SourceText, ContractParseResult> read, CancellationToken cancellation) => files
        .Where(static file => file.Path.EndsWith(WeightFileHeader.FileSuffix, StringComparison.OrdinalIgnoreCase))
        .OrderBy(static file => file.Path, StringComparer.Ordinal)
        .Select(file => file.GetText(cancellation) is { } text ? read(text).Contract : null)
        .Where(static header => header is not null)
        .Select(static header => new GuardedFile(WeightFileHeader.FileOf(header!), header!.Model, header.Current, WeightFileHeader.ItemOf(header)))
        .ToImmutableArray();
}
