using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>GN2003: a cross entropy of logits for an output that is probabilities. Only what is certain: where the loss is made in the call, and the output's last step is its activation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogitsAnalyzer : DiagnosticAnalyzer
{
    private const string FromLogits = "fromLogits";
    private const string Activation = "activation";

    // The activation of a recurrent layer is not the last that it computes.
    private const string RecurrentActivation = "recurrent_activation";

    private static readonly ImmutableDictionary<string, string> s_activations = ImmutableDictionary<string, string>.Empty
        .Add("SparseCategoricalCrossentropy", "softmax").Add("CategoricalCrossentropy", "softmax").Add("BinaryCrossentropy", "sigmoid");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.LogitsOfProbabilities];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "Trainer" || call.Arguments.Select(LogitsIn).FirstOrDefault(static made => made is not null) is not { } loss)
            return;
        var type = call.TargetMethod.ContainingType;
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly) || ModelComparison.ModelOf(type, context.Compilation, context.CancellationToken) is not { } model
            || LayerThatEndsWith(s_activations[loss.Type], model) is not { } layer)
        {
            return;
        }
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.LogitsOfProbabilities, loss.Place, model.ClassName, s_activations[loss.Type], layer));
    }

    // Where a loss is made that takes logits, and its class.
    private static (Location Place, string Type)? LogitsIn(IArgumentOperation argument)
    {
        var value = argument.Value;
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value is IObjectCreationOperation { Type: { } type } loss && type.Is(type.Name) && s_activations.ContainsKey(type.Name)
            && loss.Arguments.FirstOrDefault(static a => a.Parameter?.Name == FromLogits) is { ArgumentKind: ArgumentKind.Explicit, Value.ConstantValue: { HasValue: true, Value: true } } given
            ? (given.Syntax.GetLocation(), type.Name)
            : null;
    }

    // The property of the layer; null unless all outputs of the model are of that activation.
    private static string? LayerThatEndsWith(string activation, ModelSpec model)
    {
        var version = ContractVersion.Of(model);
        var layers = version.Outputs.Select(output => version.Layers.FirstOrDefault(layer => output is { IsLayer: true, Output: null } && layer.Name == output.Name)).ToArray();
        return Array.TrueForAll(layers, layer => layer is not null && ActivationOf(layer) == activation) ? model.Layers.First(layer => layer.KerasName == layers[0]!.Name).Property : null;
    }

    private static string? ActivationOf(ContractLayer layer) => layer.Activation
        ?? (layer.Arguments.Any(static a => a.Name == RecurrentActivation) ? null : layer.Arguments.FirstOrDefault(static a => a.Name == Activation)?.Value);
}
