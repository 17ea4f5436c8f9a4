using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Accelerators;

/// <summary>
/// What kernels of one runner refuse, of whom nobody else is told: a device can't throw, so a kernel that meets what it can't take notes it, and who reads results of the device looks after it. Nothing is read where no such kernel has run.
/// </summary>
/// <param name="accelerator">The device.</param>
internal sealed class GpuRefusals(GpuAccelerator accelerator) : IDisposable
{
    /// <summary>Words of a note: whether there is one, both halves of the value, and its place.</summary>
    public const int Words = 4;

    private readonly List<Func<long, int, Exception>> _errors = [];
    private int[] _numbers = [];
    private int[] _notes = [];
    private MemoryBuffer1D<int, Stride1D.Dense>? _memory;
    private bool _isWatched;

    /// <summary>Where a call's kernels note what they refuse.</summary>
    /// <typeparam name="TOwner">What stands for the call alone.</typeparam>
    /// <param name="error">Makes the error of a value and its place: a static lambda.</param>
    public ArrayView<int> Of<TOwner>(Func<long, int, Exception> error)
    {
        _isWatched = true;
        var slot = Slot<TOwner>.Number;
        if (slot >= _numbers.Length)
            Array.Resize(ref _numbers, slot + 16);
        if (_numbers[slot] == 0)
        {
            _errors.Add(error);
            _numbers[slot] = _errors.Count;
        }
        return Memory(_errors.Count).SubView((_numbers[slot] - 1) * Words, Words);
    }

    /// <summary>Throws what a kernel has refused since this was last asked. Whoever asks has waited for the device.</summary>
    public void ThrowIfAny()
    {
        if (!_isWatched || _memory is null)
            return;
        _isWatched = false;
        try
        {
            accelerator.Ask(GpuAction.Copy);
            _memory.View.CopyToCPU(accelerator.Accelerator.DefaultStream, _notes);
        }
        catch (AcceleratorException error)
        {
            throw accelerator.Failed(error);
        }
        for (var call = 0; call < _errors.Count; call++)
        {
            if (_notes[call * Words] == 0)
                continue;
            _memory.MemSetToZero(accelerator.Accelerator.DefaultStream);
            var note = call * Words;
            throw _errors[call](((long)_notes[note + 2] << 32) | (uint)_notes[note + 1], _notes[note + 3]);
        }
    }

    public void Dispose()
    {
        if (_memory is not null)
            accelerator.Release(_memory);
        _memory = null;
    }

    private ArrayView<int> Memory(int calls)
    {
        if (_memory is null || _memory.Length < calls * Words)
        {
            var grown = accelerator.Allocate<int>(2L * calls * Words, "notes of what kernels refuse");
            var stream = accelerator.Accelerator.DefaultStream;
            grown.MemSetToZero(stream);
            if (_memory is not null)
            {
                _memory.View.CopyTo(stream, grown.View.SubView(0, _memory.Length));
                accelerator.Release(_memory);
            }
            _memory = grown;
            _notes = new int[grown.Length];
        }
        return _memory.View;
    }

    private static class Slots
    {
        private static int s_count;

        public static int Next() => Interlocked.Increment(ref s_count) - 1;
    }

    private static class Slot<TOwner>
    {
        public static readonly int Number = Slots.Next();
    }
}
