using GenNet.Graph;

namespace GenNet.Generators.Emitting;

/// <summary>How code is written that calls the kernels of one kind of device: the same calls everywhere, of other classes.</summary>
/// <param name="Pass">The type that says where everything lies.</param>
/// <param name="Tensor">The type of a value's place.</param>
/// <param name="Values">The class that copies and adds values.</param>
/// <param name="Modifiers">Those of the plan's methods.</param>
/// <param name="Kernel">The class of a call's kernels, without its type arguments.</param>
/// <param name="SaysLayers">Whether the pass is told whose call is made, where what goes wrong is said by a driver, who knows nothing of layers.</param>
internal sealed record KernelTarget(string Pass, string Tensor, string Values, string Modifiers, Func<CallNode, string> Kernel, bool SaysLayers = false)
{
    /// <summary>The CPU.</summary>
    public static KernelTarget Cpu { get; } = new("Pass", "TensorRef", "Values", "public override", CallArguments.Kernel);

    /// <summary>GPUs, by the package GenNet.Gpu.</summary>
    public static KernelTarget Gpu { get; } = new("GpuPass", "GpuTensorRef", "GpuRows", "public", static call => call.Spec.KernelCall.Name + "Gpu", SaysLayers: true);

    /// <summary>Writes whose call comes next.</summary>
    public void EmitLayer(SourceWriter writer, CallNode call)
    {
        if (SaysLayers)
            writer.Line($"pass.Enter(layer: {SourceWriter.Number(call.Layer)});");
    }
}
