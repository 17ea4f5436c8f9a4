using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Normal noise on GPUs, with the CPU's draws.</summary>
internal static class GpuNoise<TShape>
    where TShape : struct, INormalNoiseShape
{
    /// <summary>All values of the batch with noise; as they are where the pass is an inference run.</summary>
    public static void Run(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, bool multiplies)
    {
        var count = (long)pass.Rows * TShape.RowSize;
        if (!pass.Training)
        {
            GpuValues.Copy(pass, from, to, count);
            return;
        }
        pass.LaunchForEach(count, new NoisyValues
        {
            From = from.Rest,
            To = to.Rest,
            Key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
            Stream = RandomStreams.Layer(TShape.Stream, pass.Step),
            Deviation = TShape.Deviation,
            Multiplies = multiplies ? 1 : 0,
            Count = count,
        });
    }
}
