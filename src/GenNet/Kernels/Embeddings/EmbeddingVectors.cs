using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Vectors for ids: they are copied, and their gradients summed in the order of the ids, whatever the number of threads.</summary>
internal static unsafe class EmbeddingVectors<TShape>
    where TShape : struct, IEmbeddingShape
{
    private const int ValuesPerPiece = 16 * 1024;
    private const int ColumnsPerPiece = 32;

    /// <summary>The vectors, and where wanted the mask of ids that aren't 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static void Forward(in Pass pass, TensorRef input, TensorRef embeddings, TensorRef output, TensorRef outputMask)
    {
        var vectors = new Vectors
        {
            Ids = input.Pointer,
            Embeddings = embeddings.Pointer,
            Output = output.Pointer,
            Mask = (byte*)outputMask.Pointer,
            Split = new(Count(pass), 1, Math.Max(1, ValuesPerPiece / TShape.OutputDim)),
        };
        vectors.Split.Run(pass.Workers, ref vectors);
    }

    /// <summary>Adds the gradient of each vector to that of its id. Ids have none.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef outputGradient, TensorRef embeddingsGradient)
    {
        if (embeddingsGradient.IsNone || outputGradient.IsNone)
            return;
        var columns = new Columns
        {
            Ids = input.Pointer,
            Count = Count(pass),
            OutputGradient = outputGradient.Pointer,
            EmbeddingsGradient = embeddingsGradient.Pointer,
            Split = new(TShape.OutputDim, 1, ColumnsPerPiece),
        };
        columns.Split.Run(pass.Workers, ref columns);
    }

    private static nint Count(in Pass pass) => (nint)pass.Rows * TShape.IdsPerRow;

    private struct Vectors : IParallelBody
    {
        public float* Ids;
        public float* Embeddings;
        public float* Output;
        public byte* Mask;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var at = start; at < start + count; at++)
            {
                var id = Kernels.Ids.At(Ids, TShape.IdType, at);
                if ((ulong)id >= (ulong)TShape.InputDim)
                    Refuse(Kernels.Ids.TextAt(Ids, TShape.IdType, at), at);
                new ReadOnlySpan<float>(Embeddings + ((nint)id * TShape.OutputDim), TShape.OutputDim).CopyTo(new(Output + (at * TShape.OutputDim), TShape.OutputDim));
                if (Mask != null)
                    Mask[at] = id == 0 ? (byte)0 : (byte)1;
            }
        }

        private static void Refuse(string id, nint at) => throw EmbeddingRefusal.Of(TShape.Name, TShape.InputDim, id, at % TShape.IdsPerRow);
    }

    private struct Columns : IParallelBody
    {
        public float* Ids;
        public nint Count;
        public float* OutputGradient;
        public float* EmbeddingsGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (first, columns) = Split[index];
            for (nint at = 0; at < Count; at++)
            {
                var sum = new Span<float>(EmbeddingsGradient + ((nint)Kernels.Ids.At(Ids, TShape.IdType, at) * TShape.OutputDim) + first, (int)columns);
                TensorPrimitives.Add(sum, new ReadOnlySpan<float>(OutputGradient + (at * TShape.OutputDim) + first, (int)columns), sum);
            }
        }
    }
}
