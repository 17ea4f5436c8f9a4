using GenNet.Accelerators;
using GenNet.Gpu.Kernels;
using GenNet.Training.Optimizers;

namespace GenNet;

/// <summary>Makes gradients smaller on the device, as an optimizer's options say; in Keras' order.</summary>
internal sealed class DeviceClipping(Optimizer optimizer, GpuAccelerator accelerator) : IDisposable
{
    private readonly GpuMemory _square = new(accelerator, $"the norms by which {optimizer} clips gradients");

    /// <summary>Whether the optimizer clips anything.</summary>
    public bool IsAsked => optimizer is not { ClipNorm: null, GlobalClipNorm: null, ClipValue: null };

    /// <summary>Clips the gradients of <paramref name="trained"/> in place.</summary>
    public void Apply(in GpuPass pass, TrainedWeights trained, GpuTensorRef gradients)
    {
        _square.Reserve(1);
        if (optimizer.ClipNorm is { } clipNorm)
        {
            foreach (var variable in trained.Variables)
            {
                var (gradient, count) = (gradients.Skip(variable.Offset), variable.Shape.ElementCount);
                GpuClipping.SumOfSquares(pass, gradient, count, _square.Start, accumulate: false);
                GpuClipping.ClipNorm(pass, gradient, count, _square.Start, clipNorm);
            }
        }
        if (optimizer.GlobalClipNorm is { } globalClipNorm)
        {
            var accumulate = false;
            foreach (var (start, count) in trained.Ranges)
            {
                GpuClipping.SumOfSquares(pass, gradients.Skip(start), count, _square.Start, accumulate);
                accumulate = true;
            }
            foreach (var (start, count) in trained.Ranges)
                GpuClipping.ClipNorm(pass, gradients.Skip(start), count, _square.Start, globalClipNorm);
        }
        if (optimizer.ClipValue is { } clipValue)
        {
            foreach (var (start, count) in trained.Ranges)
                GpuClipping.ClipValue(pass, gradients.Skip(start), count, clipValue);
        }
    }

    public void Dispose() => _square.Dispose();
}
