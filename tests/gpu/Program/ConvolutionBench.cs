using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.GpuCheck;

/// <summary>Convolutions of ResNet-50, forward and backward.</summary>
internal static class ConvolutionBench
{
    private const int Samples = 200;

    public static IEnumerable<Bench> All(int batch, int side, int channels, GpuPrecision[] precisions) =>
        from precision in precisions
        from shape in (ConvolutionShape[])[Square(3, batch, side, channels, channels), Square(1, batch, side, 4 * channels, channels)]
        from part in (string[])["forward", "backward by input", "backward by kernel"]
        select new Bench(
            $"conv {shape.KernelHeight}x{shape.KernelWidth} {shape.Channels} to {shape.Filters} {part} {precision.ToString().ToLowerInvariant()}",
            2e-9 * shape.Batch * shape.OutputPositions * shape.ProductDepth * shape.Filters,
            "FLOP",
            room => Prepare(room, shape, part, precision));

    private static ConvolutionShape Square(int kernel, int batch, int side, int channels, int filters) => new()
    {
        Batch = batch, InputHeight = side, InputWidth = side, Channels = channels, Filters = filters, KernelHeight = kernel, KernelWidth = kernel, PadTop = kernel / 2, PadLeft = kernel / 2,
        OutputHeight = side, OutputWidth = side,
    };

    private static Prepared Prepare(Room room, ConvolutionShape shape, string part, GpuPrecision precision)
    {
        var (images, positions, weights) = (shape.Batch * shape.InputPositions * shape.Channels, shape.Batch * shape.OutputPositions * shape.Filters, shape.ProductDepth * shape.Filters);
        var (input, kernel, output) = (room.Numbers(images, 1), room.Numbers(weights, 2), room.Numbers(positions, 3));
        var pass = room.Pass(shape.Batch, precision, CuBlasUse.WhereFaster);
        var result = room.Zeros(part switch { "forward" => positions, "backward by input" => images, _ => weights });
        return part switch
        {
            "forward" => new(
                () => GpuConvolution.Forward(pass, shape, input, kernel, default, Activation.Linear, result),
                () => Check(shape, positions, room.Read(input, images), room.Read(kernel, weights), room.Read(result, positions), Forward, precision)),
            "backward by input" => new(
                () => GpuConvolution.BackwardInput(pass, shape, output, kernel, result),
                () => Check(shape, images, room.Read(output, positions), room.Read(kernel, weights), room.Read(result, images), ByInput, precision)),
            // It is added up run by run, so that its result is looked at after another one, from 0.
            _ => new(
                () => GpuConvolution.BackwardKernel(pass, shape, input, output, result),
                () =>
                {
                    var once = room.Zeros(weights);
                    GpuConvolution.BackwardKernel(pass, shape, input, output, once);
                    return Check(shape, weights, room.Read(input, images), room.Read(output, positions), room.Read(once, weights), ByKernel, precision);
                }),
        };
    }

    private delegate IEnumerable<(int First, int Second)> Terms(ConvolutionShape shape, int element);

    private static string? Check(in ConvolutionShape shape, int count, float[] first, float[] second, float[] result, Terms terms, GpuPrecision precision)
    {
        var random = new Random(5);
        for (var sample = 0; sample < Samples; sample++)
        {
            var element = random.Next(count);
            double sum = 0, magnitude = 0;
            var length = 0;
            foreach (var (a, b) in terms(shape, element))
            {
                var product = (double)first[a] * second[b];
                (sum, magnitude, length) = (sum + product, magnitude + Math.Abs(product), length + 1);
            }
            if (Tolerances.Check($"element {element}", result[element], sum, magnitude, length, precision) is { } wrong)
                return wrong;
        }
        return null;
    }

    // Input and kernel.
    private static IEnumerable<(int First, int Second)> Forward(ConvolutionShape shape, int element)
    {
        var (filter, position) = (element % shape.Filters, element / shape.Filters);
        foreach (var (other, tap) in Neighbours(shape, position, sign: 1))
        {
            for (var channel = 0; channel < shape.Channels; channel++)
                yield return ((other * shape.Channels) + channel, (((tap * shape.Channels) + channel) * shape.Filters) + filter);
        }
    }

    // Gradient of the output and kernel.
    private static IEnumerable<(int First, int Second)> ByInput(ConvolutionShape shape, int element)
    {
        var (channel, position) = (element % shape.Channels, element / shape.Channels);
        foreach (var (other, tap) in Neighbours(shape, position, sign: -1))
        {
            for (var filter = 0; filter < shape.Filters; filter++)
                yield return ((other * shape.Filters) + filter, (((tap * shape.Channels) + channel) * shape.Filters) + filter);
        }
    }

    // Input and gradient of the output.
    private static IEnumerable<(int First, int Second)> ByKernel(ConvolutionShape shape, int element)
    {
        var (filter, channel, wanted) = (element % shape.Filters, element / shape.Filters % shape.Channels, element / shape.Filters / shape.Channels);
        for (var position = 0; position < shape.Batch * shape.OutputPositions; position++)
        {
            foreach (var (other, tap) in Neighbours(shape, position, sign: 1))
            {
                if (tap == wanted)
                    yield return ((other * shape.Channels) + channel, (position * shape.Filters) + filter);
            }
        }
    }

    // Positions that a position meets under the taps of the kernel: images are as large before and after.
    private static IEnumerable<(int Position, int Tap)> Neighbours(ConvolutionShape shape, int position, int sign)
    {
        var (image, y, x) = (position / shape.OutputPositions, position % shape.OutputPositions / shape.OutputWidth, position % shape.OutputWidth);
        for (var tap = 0; tap < shape.Taps; tap++)
        {
            var (toY, toX) = (y + (sign * ((tap / shape.KernelWidth) - shape.PadTop)), x + (sign * ((tap % shape.KernelWidth) - shape.PadLeft)));
            if (toY >= 0 && toY < shape.InputHeight && toX >= 0 && toX < shape.InputWidth)
                yield return ((((image * shape.InputHeight) + toY) * shape.InputWidth) + toX, tap);
        }
    }
}
