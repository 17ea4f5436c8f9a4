using System.Runtime.Intrinsics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Normalizes where the channels are the last axis, line by line as they lie in memory: <c>(x − mean) · scale + shift</c>.</summary>
internal unsafe struct BatchNormalizationLines : IParallelBody
{
    // As much as the first cache holds of what goes in and out.
    private const int Piece = 4 * 1024;

    private float* _input;
    private float* _output;
    private float* _negativeMean;
    private float* _scale;
    private float* _shift;
    private int _channels;
    private OutputBounds _bounds;
    private WorkSplit _split;

    /// <summary>Normalizes all lines.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="input">(lines, channels)</param>
    /// <param name="output">The same; may be the same memory.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="values">Three values a channel: the negative means, the scales and the shifts, each channels long.</param>
    /// <param name="bounds">Between which values results are kept.</param>
    public static void Run(WorkerPool workers, float* input, float* output, nint lines, int channels, float* values, OutputBounds bounds)
    {
        var body = new BatchNormalizationLines
        {
            _input = input,
            _output = output,
            _negativeMean = values,
            _scale = values + channels,
            _shift = values + (2 * (nint)channels),
            _channels = channels,
            _bounds = bounds,
            _split = new(lines, 1, Math.Max(1, Piece / channels)),
        };
        body._split.Run(workers, ref body);
    }

    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = _split[index];
        for (var line = start; line < start + count; line++)
        {
            var channel = 0;
            if (Registers.Have512Bits)
                Channels<Vector512<float>, Simd512>(line * _channels, ref channel);
            if (Registers.Have256Bits)
                Channels<Vector256<float>, Simd256>(line * _channels, ref channel);
            Channels<Vector128<float>, Simd128>(line * _channels, ref channel);
            Channels<float, Simd1>(line * _channels, ref channel);
        }
    }

    private readonly void Channels<TVector, TSimd>(nint line, ref int channel)
        where TVector : struct
        where TSimd : struct, ISimd<TVector>
    {
        var input = _input + line;
        var output = _output + line;
        var (floor, ceiling) = (TSimd.Broadcast(_bounds.Floor), TSimd.Broadcast(_bounds.Ceiling));
        for (; channel <= _channels - TSimd.Count; channel += TSimd.Count)
        {
            var centered = TSimd.Add(TSimd.Load(input + channel), TSimd.Load(_negativeMean + channel));
            var value = TSimd.MultiplyAdd(centered, TSimd.Load(_scale + channel), TSimd.Load(_shift + channel));
            TSimd.Store(output + channel, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, value)));
        }
    }
}
