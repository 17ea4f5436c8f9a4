using System.Runtime.CompilerServices;

namespace GenNet.Devices.OpenCl;

/// <summary>
/// The kernels of one layer call, compiled on first use on each device. <typeparamref name="TShape"/> stands for the call's constants, so finding them
/// again is one look at the device.
/// </summary>
internal static class OpenClProgram<TLayer, TShape>
    where TLayer : IOpenClLayer
    where TShape : struct
{
    private static readonly ConditionalWeakTable<OpenClDevice, OpenClKernel[]> s_kernels = [];

    /// <summary>The kernels on <paramref name="device"/>, in the order of <see cref="IOpenClLayer.KernelNames"/>.</summary>
    public static OpenClKernel[] On(OpenClDevice device) =>
        s_kernels.TryGetValue(device, out var kernels) ? kernels : s_kernels.GetValue(device, static d => Compile(d));

    private static OpenClKernel[] Compile(OpenClDevice device)
    {
        var program = device.Build(OpenClSource.WithActivations(TLayer.SourceFile), TLayer.Options);
        return [.. TLayer.KernelNames.Select(name => new OpenClKernel(device, program, name))];
    }
}

/// <summary>What a layer's launch code says of its OpenCL C.</summary>
internal interface IOpenClLayer
{
    /// <summary>Name of the embedded file: <c>Dense.cl</c>.</summary>
    static abstract string SourceFile { get; }

    /// <summary>The call's constants as <c>-D NAME=value</c>.</summary>
    static abstract string Options { get; }

    /// <summary>Names of the kernels in the file.</summary>
    static abstract IReadOnlyList<string> KernelNames { get; }
}
