using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes a model's layer code.</summary>
internal static class PlanEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(ClassDeclaration declaration, CompiledModel model)
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
        writer.Open($"file sealed class {type} : ModelPlan, {OpenClEmitter.Interface}");
        writer.Line($"public static readonly {type} Instance = new();");
        var names = new CallNames(model.Spec);
        ForwardEmitter.EmitInfer(writer, model, names);
        if (TrainingRules.Refusal(model.Spec) is null)
        {
            ForwardEmitter.EmitForwardTraining(writer, model, names);
            BackwardEmitter.Emit(writer, model, names);
        }
        LayerEmitter.Emit(writer, model, names);
        OpenClEmitter.Emit(writer, model, names);
        ShapeEmitter.Emit(writer, model, names);
        writer.Close();
        writer.Close();
        return writer.ToSourceText();
    }
}
