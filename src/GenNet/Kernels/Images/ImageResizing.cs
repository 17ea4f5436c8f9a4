using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// Brings images to another size by a filter along each axis: a row of the output is first summed from rows of the input, and then each of its pixels from those of that sum.
/// The filters are made once a shape.
/// </summary>
internal static unsafe class ImageResizing<TShape>
    where TShape : struct, IResizeShape
{
    private const int ValuesPerPiece = 16 * 1024;

    private static readonly ResizeFilter s_rows = ResizeFilter.Of(TShape.Rows, TShape.Interpolation, TShape.Antialias);
    private static readonly ResizeFilter s_columns = ResizeFilter.Of(TShape.Columns, TShape.Interpolation, TShape.Antialias);

    private static int InputLine => TShape.Columns[0] * TShape.Channels;

    private static int OutputLine => TShape.Columns[3] * TShape.Channels;

    private static nint InputPlane => (nint)TShape.Rows[0] * InputLine;

    private static nint OutputPlane => (nint)TShape.Rows[3] * OutputLine;

    /// <summary>The images in their new size.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) => Run(pass, input.Pointer, output.Pointer, isBackward: false);

    /// <summary>Gradients of the images.</summary>
    public static void Backward(in Pass pass, TensorRef outputGradient, TensorRef inputGradient) => Run(pass, inputGradient.Pointer, outputGradient.Pointer, isBackward: true);

    private static void Run(in Pass pass, float* input, float* output, bool isBackward)
    {
        var planes = new Planes
        {
            Input = input,
            Output = output,
            IsBackward = isBackward,
            Split = new((nint)pass.Rows * TShape.Planes, 1, (int)Math.Max(1, ValuesPerPiece / Math.Max(InputPlane, OutputPlane))),
        };
        planes.Split.Run(pass.Workers, ref planes);
    }

    private struct Planes : IParallelBody
    {
        public float* Input;
        public float* Output;
        public bool IsBackward;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var line = new Span<float>(Scratch.Take(ScratchUse.ResizedLine, InputLine), InputLine);
            for (var plane = start; plane < start + count; plane++)
            {
                if (IsBackward)
                    GradientOf(Output + (plane * OutputPlane), Input + (plane * InputPlane), line);
                else
                    Resize(Input + (plane * InputPlane), Output + (plane * OutputPlane), line);
            }
        }

        private static void Resize(float* input, float* output, Span<float> line)
        {
            for (var row = 0; row < s_rows.First.Length; row++, output += OutputLine)
            {
                var weights = s_rows.Weights[row];
                line.Clear();
                for (var tap = 0; tap < weights.Length; tap++)
                    TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(input + ((nint)(s_rows.First[row] + tap) * InputLine), InputLine), weights[tap], line, line);
                for (var column = 0; column < s_columns.First.Length; column++)
                    Mix(line, column, s_rows.Inside[row], output + (column * TShape.Channels));
            }
        }

        private static void Mix(ReadOnlySpan<float> line, int column, float insideOfRow, float* pixel)
        {
            var weights = s_columns.Weights[column];
            var margin = TShape.Fill == 0 ? 0 : TShape.Fill * (1 - (insideOfRow * s_columns.Inside[column]));
            for (var channel = 0; channel < TShape.Channels; channel++)
            {
                var sum = margin;
                for (var tap = 0; tap < weights.Length; tap++)
                    sum += weights[tap] * line[((s_columns.First[column] + tap) * TShape.Channels) + channel];
                pixel[channel] = sum;
            }
        }

        private static void GradientOf(float* outputGradient, float* inputGradient, Span<float> line)
        {
            new Span<float>(inputGradient, (int)InputPlane).Clear();
            for (var row = 0; row < s_rows.First.Length; row++, outputGradient += OutputLine)
            {
                line.Clear();
                for (var column = 0; column < s_columns.First.Length; column++)
                    Share(outputGradient + (column * TShape.Channels), column, line);
                var weights = s_rows.Weights[row];
                for (var tap = 0; tap < weights.Length; tap++)
                {
                    var target = new Span<float>(inputGradient + ((nint)(s_rows.First[row] + tap) * InputLine), InputLine);
                    TensorPrimitives.MultiplyAdd(line, weights[tap], target, target);
                }
            }
        }

        private static void Share(float* pixel, int column, Span<float> line)
        {
            var weights = s_columns.Weights[column];
            for (var tap = 0; tap < weights.Length; tap++)
            {
                for (var channel = 0; channel < TShape.Channels; channel++)
                    line[((s_columns.First[column] + tap) * TShape.Channels) + channel] += weights[tap] * pixel[channel];
            }
        }
    }
}
