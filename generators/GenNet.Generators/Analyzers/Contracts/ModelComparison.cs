using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>A model without errors, its contract, and how they differ. All analyzers of one compilation share it.</summary>
internal sealed class ModelComparison
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<(ISymbol Type, string Path), ModelComparison>> s_comparisons = new();
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, ParsedModel?>> s_models = new();

    private readonly ContractParseResult? _parsed;
    private readonly ModelDifference _difference;

    private ModelComparison(INamedTypeSymbol type, ModelSpec model, ContractFile? file, string path)
    {
        (Type, Model, File, _parsed, ContractPath) = (type, model, file, file?.Parsed, path);
        _difference = ModelDifference.Of(model, _parsed);
    }

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The model as it is.</summary>
    public ModelSpec Model { get; }

    /// <summary>The model as a contract has it.</summary>
    public ContractVersion Now => _difference.Now;

    /// <summary>Its contract; null if there is none.</summary>
    public ContractFile? File { get; }

    /// <summary>The contract's newest version; null if there is no contract.</summary>
    public ContractVersion? Old => File?.Parsed.Contract?.Current;

    /// <summary>How the model differs from <see cref="Old"/>.</summary>
    public IReadOnlyList<ContractChange> Changes => _difference.Changes;

    /// <summary>What Keras' and TensorFlow's formats do with weights of <see cref="Old"/>; nothing where Keras calls layers by attributes, which no contract knows.</summary>
    public IReadOnlyList<FormatForecast> Formats => _difference.Formats;

    /// <summary>Path of the contract, or where it belongs: beside the class.</summary>
    public string ContractPath { get; }

    /// <summary>What a code fix needs: path and whole text of the contract once the model is accepted.</summary>
    public ImmutableDictionary<string, string?> Properties => ImmutableDictionary<string, string?>.Empty
        .Add(ContractFix.Path, ContractPath)
        .Add(ContractFix.Text, _difference.Accepted);

    /// <summary>Compares class <paramref name="type"/>; null if it isn't a model, has errors or its contract can't be read.</summary>
    public static ModelComparison? Of(
        INamedTypeSymbol type, Compilation compilation, ProjectContracts contracts, CancellationToken cancellation)
    {
        if (Parse(type, compilation, cancellation) is not { Spec: { } model })
            return null;
        var file = contracts.Lookup.Of(model.Name);
        if (file is { Parsed.Contract: null })
            return null;
        var path = file?.Path ?? contracts.PathOfNew(model.Name);
        return s_comparisons.GetValue(compilation, static _ => new()).AddOrUpdate(
            (type, path),
            _ => new(type, model, file, path),
            (_, cached) => ReferenceEquals(cached._parsed, file?.Parsed) ? cached : new(type, model, file, path));
    }

    /// <summary>The model that class <paramref name="type"/> is; null if it is none, or has errors.</summary>
    public static ModelSpec? ModelOf(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) => Parse(type, compilation, cancellation)?.Spec;

    private static ParsedModel? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.Attribute("ModelAttribute") is null)
            return null;
        var models = s_models.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default));
        return models.GetOrAdd(type, _ => KnownModels.AfterGeneration.Of(type, compilation, cancellation));
    }
}
