using GenNet.Generators.Planning;

namespace GenNet.Generators.Emitting;

/// <summary>Writes inference on an OpenCL device, where every call has a kernel for it.</summary>
internal static class OpenClEmitter
{
    /// <summary>What there is no OpenCL code for: <c>conv1 (Conv2D)</c>.</summary>
    public static IReadOnlyList<string> Missing(CompiledModel model)
    {
        var spec = model.Spec;
        var calls = spec.Calls.Where(static c => !c.Spec.HasOpenCl).Select(c => c.Layer >= 0
            ? $"{spec.Layers[c.Layer].KerasName} ({c.Spec.Kind})"
            : $"an operation ({c.Spec.Kind})");
        var copies = model.Inference.Copies.Select(c => $"output {spec.Outputs[c.Output].Name} (a copy of another value)");
        return [.. calls.Distinct(), .. copies];
    }

    /// <summary>The method, if there is code for everything.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names)
    {
        if (Missing(model).Count > 0)
            return;
        writer.Line();
        writer.Open("public override void InferOpenCl(in OpenClPass pass)");
        ForwardEmitter.EmitCalls(writer, model, names, model.Inference, "Gpu", "Forward", "DeviceTensorRef", static (_, _) => []);
        writer.Close();
    }
}
