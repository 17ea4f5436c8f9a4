namespace GenNet.Kernels;

/// <summary>Images with the channels first, (channels, height, width), to ones with the channels last, and back.</summary>
internal static unsafe class ChannelOrder
{
    /// <summary>(images, channels, pixels) to (images, pixels, channels).</summary>
    public static void ToLast(WorkerPool workers, int images, int channels, int pixels, float* from, float* to) =>
        Transpose(workers, images, channels, pixels, from, to);

    /// <summary>(images, pixels, channels) to (images, channels, pixels).</summary>
    public static void ToFirst(WorkerPool workers, int images, int channels, int pixels, float* from, float* to) =>
        Transpose(workers, images, pixels, channels, from, to);

    private static void Transpose(WorkerPool workers, int images, int rows, int columns, float* from, float* to)
    {
        var body = new Images { From = from, To = to, Rows = rows, Columns = columns };
        workers.For(images, ref body);
    }

    private struct Images : IParallelBody
    {
        public float* From;
        public float* To;
        public int Rows;
        public int Columns;

        public readonly void Invoke(int image, int worker)
        {
            var offset = (nint)image * Rows * Columns;
            Transposition.Transpose(From + offset, Columns, To + offset, Rows, Rows, Columns);
        }
    }
}
