using GenNet.Generators.Diagnostics;
using GenNet.Generators.Emitting;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators;

/// <summary>The generator's steps for layers of a user's own: a class that derives from <c>CustomLayer</c> → <see cref="CustomLayerPart"/> → its other part. Diagnostics apart.</summary>
internal static class CustomLayerSteps
{
    /// <summary>Adds them.</summary>
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => CustomLayerPart.IsCandidate(node),
                static (context, cancellation) => CustomLayerPart.Parse((ClassDeclarationSyntax)context.Node, context.SemanticModel, cancellation))
            .Where(static part => part is not null)
            .Select(static (part, _) => part!);

        DiagnosticOutput.Register(context, parsed.Select(static (part, _) => part.Diagnostics));

        var layers = parsed.Where(static part => part.CanBeWritten)
            .Select(static (part, _) => part with { Diagnostics = default })
            .WithTrackingName(TrackingNames.CustomLayers);
        var hintNames = layers.Select(static (part, _) => part.Declaration.FullName).Collect().Select(static (names, _) => HintNames.Of(names));
        var named = layers.Combine(hintNames)
            .Select(static (pair, _) => pair.Left with { HintName = HintNames.PrefixOf(pair.Left.Declaration.FullName, pair.Right) })
            .WithTrackingName(TrackingNames.NamedCustomLayers);
        context.RegisterSourceOutput(named, static (context, part) => context.AddSource(part.HintName + HintNames.CustomLayer, CustomLayerEmitter.Emit(part)));
    }
}
