using GenNet.Generators.Planning;
using GenNet.Specs;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the plan's part for OpenCL devices: inference, where every call has a kernel for it, or what has none.</summary>
internal static class OpenClEmitter
{
    /// <summary>The interface that the plan implements.</summary>
    public const string Interface = "IOpenClPlan";

    private static readonly KernelTarget s_target = new("OpenClPass", "DeviceTensorRef", "", "public", static node => node.Spec.Kind + "OpenCl");

    /// <summary>The member.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names)
    {
        writer.Line();
        if (Missing(model) is { Count: > 0 } missing)
        {
            var list = string.Join(", ", missing.Select(static m => SymbolDisplay.FormatLiteral(m, quote: true)));
            writer.Line($"public global::System.Collections.Generic.IReadOnlyList<string> WithoutKernel => [{list}];");
            return;
        }
        writer.Open("public void Infer(in OpenClPass pass)");
        ForwardEmitter.EmitCalls(writer, model.Spec, model.Weights, names, model.Inference, s_target, "Forward", static _ => []);
        writer.Close();
    }

    /// <summary>What there is no OpenCL code for: <c>conv1 (Conv2D)</c>.</summary>
    private static IReadOnlyList<string> Missing(CompiledModel model)
    {
        var spec = model.Spec;
        var calls = spec.Calls.Where(static c => !c.Spec.HasOpenCl || c.Steps.Count > 0 || c.Spec.DTypePolicy != DTypePolicy.Float32 || c.Inferred.Each != default).Select(c => c.Layer >= 0
            ? $"{spec.Layers[c.Layer].KerasName} ({c.Spec.Kind}{(c.Spec.DTypePolicy == DTypePolicy.Float32 ? "" : " in " + KerasEnum.Name(c.Spec.DTypePolicy))})"
            : $"an operation ({c.Spec.Kind})");
        var inputs = spec.Inputs.Where(static input => input.DType != DType.Float32).Select(static input => $"input {input.Name} (of {KerasEnum.Name(input.DType)})");
        var copies = model.Inference.Copies.Select(c => $"output {spec.Outputs[c.Output].Name} (a copy of another value)");
        return [.. inputs, .. calls.Distinct(), .. copies];
    }
}
