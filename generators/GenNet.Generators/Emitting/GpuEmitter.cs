using GenNet.Generators.Planning;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the plan's part for GPUs where GenNet.Gpu is referenced: the calls of the CPU's plan with the same places, or what has no kernels.</summary>
internal static class GpuEmitter
{
    /// <summary>The interface that the plan implements.</summary>
    public const string Interface = "IGpuPlan";

    /// <summary>The members.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="model">The model.</param>
    /// <param name="shared">The names of the CPU's plan.</param>
    /// <param name="kernels">The kernels that there are.</param>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames shared, GpuKernels kernels)
    {
        var support = new GpuSupport(model, kernels);
        if (support.WithoutInference is { Count: > 0 } missing)
            EmitMissing(writer, "WithoutGpuKernel", missing);
        else
            ForwardEmitter.EmitInfer(writer, model, model.Inference, shared.Anew(), KernelTarget.Gpu);
        if (TrainingRules.Refusal(model.Spec) is not null)
            return;
        if (support.WithoutTraining is { Count: > 0 } missingInTraining)
        {
            EmitMissing(writer, "WithoutGpuTraining", missingInTraining);
            return;
        }
        var names = shared.Anew();
        ForwardEmitter.EmitForwardTraining(writer, model, names, KernelTarget.Gpu);
        BackwardEmitter.Emit(writer, model, names, KernelTarget.Gpu);
    }

    private static void EmitMissing(SourceWriter writer, string property, IReadOnlyList<string> missing)
    {
        writer.Line();
        writer.Line($"public global::System.Collections.Generic.IReadOnlyList<string> {property} => [{string.Join(", ", missing.Select(static m => SymbolDisplay.FormatLiteral(m, quote: true)))}];");
    }
}
