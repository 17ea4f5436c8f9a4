using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes a model's layer code.</summary>
internal static class PlanEmitter
{
    /// <summary>The file.</summary>
    /// <param name="declaration">How the class was written.</param>
    /// <param name="model">The model.</param>
    /// <param name="gpu">The GPU kernels that there are; null where nothing brings GPUs.</param>
    public static SourceText Emit(ClassDeclaration declaration, CompiledModel model, GpuKernels? gpu)
    {
        var writer = new SourceWriter();
        const string type = GeneratedNamespace.Plan;
        ClassBlock.Open(writer, declaration);
        writer.Line(ClassBlock.GeneratedCode);
        writer.Line($"private static global::GenNet.ModelPlan {GeneratedMembers.GeneratedPlan} => global::{GeneratedNamespace.Name}.{type}.Instance;");
        ClassBlock.Close(writer, declaration);
        writer.Line();
        GeneratedNamespace.Open(writer);
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"file sealed class {type} : ModelPlan{(gpu is null ? "" : ", " + GpuEmitter.Interface)}");
        writer.Line($"public static readonly {type} Instance = new();");
        var names = new CallNames(model.Spec);
        ForwardEmitter.EmitInfer(writer, model, model.FusedInference, names.Of(model.FusedInference), KernelTarget.Cpu);
        if (TrainingRules.Refusal(model.Spec) is null)
        {
            ForwardEmitter.EmitForwardTraining(writer, model, names, KernelTarget.Cpu);
            BackwardEmitter.Emit(writer, model, names, KernelTarget.Cpu);
        }
        LayerEmitter.Emit(writer, model, names);
        if (gpu is not null)
            GpuEmitter.Emit(writer, model, names, gpu);
        ShapeEmitter.Emit(writer, names);
        writer.Close();
        writer.Close();
        return writer.ToSourceText();
    }
}
