using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Accelerators;

/// <summary>Tables of numbers that belong to a call's constants, as kernels read them: each is made and brought to the device once.</summary>
/// <param name="accelerator">The device.</param>
internal sealed class ConstantTables(GpuAccelerator accelerator)
{
    private MemoryBuffer?[] _tables = [];

    /// <summary>The table that <typeparamref name="TOwner"/> stands for alone.</summary>
    /// <param name="make">Makes it when it is first asked for: a static lambda.</param>
    public ArrayView<T> Of<TOwner, T>(Func<T[]> make)
        where T : unmanaged
    {
        var slot = Slot<TOwner>.Number;
        return slot < _tables.Length && _tables[slot] is MemoryBuffer1D<T, Stride1D.Dense> table ? table.View : Bring(slot, make());
    }

    private ArrayView<T> Bring<T>(int slot, T[] values)
        where T : unmanaged
    {
        if (slot >= _tables.Length)
            Array.Resize(ref _tables, slot + 16);
        var table = accelerator.Allocate<T>(Math.Max(1, values.Length), "a table of constants");
        try
        {
            accelerator.Ask(GpuAction.Copy);
            if (values.Length > 0)
                table.View.SubView(0, values.Length).CopyFromCPU(accelerator.Accelerator.DefaultStream, ref MemoryMarshal.GetArrayDataReference(values), values.Length);
            accelerator.Accelerator.Synchronize();
        }
        catch (AcceleratorException error)
        {
            throw accelerator.Failed(error);
        }
        _tables[slot] = table;
        return table.View;
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
