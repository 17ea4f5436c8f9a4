using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>How noise comes to a value.</summary>
internal interface INoiseOperator
{
    /// <summary>The value with noise of mean 0.</summary>
    static abstract Vector<float> Apply(Vector<float> value, Vector<float> noise);
}

/// <summary>value + noise.</summary>
internal readonly struct AddedNoise : INoiseOperator
{
    public static Vector<float> Apply(Vector<float> value, Vector<float> noise) => value + noise;
}

/// <summary>value · (1 + noise).</summary>
internal readonly struct MultipliedNoise : INoiseOperator
{
    public static Vector<float> Apply(Vector<float> value, Vector<float> noise) => value * (Vector<float>.One + noise);
}

/// <summary>
/// Values with noise. The noise isn't kept: that of value <i>i</i> of the batch is a function of seed, step, call and <i>i</i>, and can be drawn again.
/// </summary>
internal unsafe struct NoisyValues<TShape, TOperator> : IParallelBody
    where TShape : struct, INormalNoiseShape
    where TOperator : struct, INoiseOperator
{
    private const int ParallelPiece = 4 * 1024;

    private float* _from;
    private float* _to;
    private ulong _key;
    private ulong _stream;
    private WorkSplit _split;

    /// <summary>All values of the batch; as they are where the pass is an inference run.</summary>
    public static void Run(in Pass pass, TensorRef from, TensorRef to)
    {
        if (!pass.Training)
        {
            Values.Copy<float>(pass, from, to, TShape.RowSize);
            return;
        }
        var values = new NoisyValues<TShape, TOperator>
        {
            _from = from.Pointer,
            _to = to.Pointer,
            _key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
            _stream = RandomStreams.Layer(TShape.Stream, pass.Step),
            _split = new((nint)pass.Rows * TShape.RowSize, NormalBlock.Size, ParallelPiece),
        };
        values._split.Run(pass.Workers, ref values);
    }

    [SkipLocalsInit]
    public readonly void Invoke(int index, int worker)
    {
        var (start, count) = _split[index];
        var noise = stackalloc float[NormalBlock.Size];
        for (var first = start; first < start + count; first += NormalBlock.Size)
        {
            NormalBlock.Fill(noise, _key, (ulong)(first / NormalBlock.Size), _stream);
            var some = (int)Math.Min(NormalBlock.Size, start + count - first);
            var i = 0;
            for (; i <= some - Vector<float>.Count; i += Vector<float>.Count)
                Vector.Store(Apply(Vector.Load(_from + first + i), noise + i), _to + first + i);
            if (i < some)
                Elementwise.StorePart(Apply(Elementwise.LoadPart(_from + first + i, some - i), noise + i), _to + first + i, some - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Apply(Vector<float> value, float* noise) => TOperator.Apply(value, Vector.Load(noise) * Vector.Create(TShape.Deviation));
}
