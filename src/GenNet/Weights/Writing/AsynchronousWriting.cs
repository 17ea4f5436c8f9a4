using System.IO.Pipelines;

namespace GenNet.Weights.Writing;

/// <summary>Lets a writer that writes synchronously write to a stream that is only written to asynchronously.</summary>
internal static class AsynchronousWriting
{
    private const int MostWaiting = 4 << 20;

    /// <summary>Runs <paramref name="write"/> on another thread, and hands on what it writes.</summary>
    /// <param name="write">Writes to a stream of its own.</param>
    /// <param name="stream">Takes it. It stays open.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task Run(Action<Stream> write, Stream stream, CancellationToken cancellation)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, useSynchronizationContext: false));
        var writing = Task.Run(() => WriteTo(pipe.Writer, write), CancellationToken.None);
        try
        {
            await pipe.Reader.CopyToAsync(stream, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // Who writes on then writes to nobody.
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
        }
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    // What goes wrong comes out of the other end.
    private static void WriteTo(PipeWriter target, Action<Stream> write)
    {
        Exception? failure = null;
        try
        {
            using var stream = target.AsStream(leaveOpen: true);
            write(stream);
        }
        catch (Exception e)
        {
            failure = e;
        }
        target.Complete(failure);
    }
}
