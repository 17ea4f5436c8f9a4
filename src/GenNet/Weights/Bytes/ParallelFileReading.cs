using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;

namespace GenNet.Weights;

/// <summary>
/// Reads of a file into memory. Most of the time of a large one goes into memory that was never touched and the copy into it, which
/// several threads share.
/// </summary>
internal static unsafe class ParallelFileReading
{
    private const int BlockSize = 8 << 20;
    private const int MostThreads = 4;

    /// <summary>Fills <paramref name="destination"/>; false if the file ends before.</summary>
    public static bool TryRead(SafeFileHandle file, long offset, Span<byte> destination)
    {
        return destination.Length < 2 * BlockSize || Environment.ProcessorCount == 1
            ? TryReadInOne(file, offset, destination)
            : TryReadInBlocks(file, offset, destination);
    }

    // A method of its own: what the threads share is an object, which no small read has to pay for.
    private static bool TryReadInBlocks(SafeFileHandle file, long offset, Span<byte> destination)
    {
        var length = destination.Length;
        var blocks = (length + BlockSize - 1) / BlockSize;
        var whole = true;
        fixed (byte* pinned = destination)
        {
            var start = pinned;
            try
            {
                Parallel.For(0, blocks, new() { MaxDegreeOfParallelism = Math.Min(MostThreads, Environment.ProcessorCount) }, (block, state) =>
                {
                    var at = block * BlockSize;
                    if (TryReadInOne(file, offset + at, new(start + at, Math.Min(BlockSize, length - at))))
                        return;
                    Volatile.Write(ref whole, false);
                    state.Stop();
                });
            }
            catch (AggregateException e)
            {
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }
        }
        return whole;
    }

    private static bool TryReadInOne(SafeFileHandle file, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var count = RandomAccess.Read(file, destination, offset);
            if (count == 0)
                return false;
            offset += count;
            destination = destination[count..];
        }
        return true;
    }
}
