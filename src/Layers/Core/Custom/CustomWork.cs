using System.Runtime.CompilerServices;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Work of a user's as the threads take it: by its address, because it may hold spans.</summary>
internal unsafe struct CustomWork<TWork> : IParallelBody
    where TWork : struct, IParallelWork, allows ref struct
{
    private void* _work;

    public static void Run(WorkerPool workers, int count, scoped ref TWork work)
    {
        // On the stack, where the garbage collector leaves it.
        var local = work;
        var body = new CustomWork<TWork> { _work = Unsafe.AsPointer(ref local) };
        try
        {
            workers.For(count, ref body);
        }
        finally
        {
            work = local;
        }
    }

    public readonly void Invoke(int index, int worker) => Unsafe.AsRef<TWork>(_work).Do(index);
}
