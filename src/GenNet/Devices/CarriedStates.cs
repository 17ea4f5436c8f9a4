using System.Globalization;
using GenNet.Kernels;

namespace GenNet.Devices;

/// <summary>
/// What a model's layers with <c>Stateful</c> carry from call to call, of each batch row. A call reads what the last one has left and writes beside it, and the two are exchanged when the
/// call has succeeded: one that fails changes nothing.
/// </summary>
internal sealed unsafe class CarriedStates
{
    private readonly string _model;
    private readonly int _perRow;
    private AlignedMemory _last = AlignedMemory.Empty;
    private AlignedMemory _next = AlignedMemory.Empty;
    private int _prepared;
    private int _isRunning;

    private CarriedStates(string model, int perRow) => (_model, _perRow) = (model, perRow);

    /// <summary>Rows of the calls so far; 0 before the first one.</summary>
    public int Rows { get; private set; }

    /// <summary>What the last call has left.</summary>
    public float* Last => _last.Pointer;

    /// <summary>Where the current call leaves it.</summary>
    public float* Next => _next.Pointer;

    /// <summary>Values of a row.</summary>
    public int PerRow => _perRow;

    /// <summary>What the last call has left, for a device with memory of its own.</summary>
    public ReadOnlySpan<float> LastOf(int rows) => _last.Span(0, checked(rows * _perRow));

    /// <summary>Where such a device leaves what the current call has made.</summary>
    public Span<float> NextOf(int rows) => _next.Span(0, checked(rows * _perRow));

    /// <summary>Those of a new model; null if it carries nothing.</summary>
    public static CarriedStates? Of(ModelDescription model)
    {
        var perRow = model.Layers.SelectMany(static layer => layer.CarriedStates).Select(static state => state.Offset + state.PerRow).DefaultIfEmpty().Max();
        return perRow == 0 ? null : new(model.FullName, perRow);
    }

    /// <summary>What layers of one kind of state hold now, row by row.</summary>
    public ReadOnlySpan<float> Values(CarriedStateDescription state) => _last.Span((nint)state.Offset * Rows, state.PerRow * Rows);

    /// <summary>Begins a call that nothing else runs beside.</summary>
    /// <exception cref="InvalidOperationException">Another call is running, or the last one had another number of rows.</exception>
    public Call Begin(int rows)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new InvalidOperationException(
                $"{_model} has layers with Stateful = true, whose states each call takes from the one before, and two calls were made at the same time: make one after the other, or give each thread an instance of its own.");
        }
        try
        {
            Prepare(rows);
            return new(this);
        }
        catch
        {
            Volatile.Write(ref _isRunning, 0);
            throw;
        }
    }

    /// <summary>Makes room for a call of <paramref name="rows"/> rows; somebody else sees to it that no other call is running.</summary>
    /// <exception cref="InvalidOperationException">The last call had another number of rows.</exception>
    public void Prepare(int rows)
    {
        RequireRows(rows);
        var count = (nint)rows * _perRow;
        if (Rows == 0)
        {
            _last = _last.AtLeast(count);
            _last.Span(0, checked((int)count)).Clear();
        }
        _next = _next.AtLeast(count);
        _prepared = rows;
    }

    /// <summary>Ends the call that was prepared: what it has left is what the next one begins with.</summary>
    public void Commit()
    {
        (_last, _next) = (_next, _last);
        Rows = _prepared;
    }

    /// <summary>Refuses to go through <paramref name="count"/> samples in batches of which the last would be smaller.</summary>
    /// <exception cref="ArgumentException">They are no whole number of batches.</exception>
    /// <exception cref="InvalidOperationException">The calls before had another number of rows.</exception>
    public void RequireBatches(int count, int batchSize)
    {
        batchSize = Math.Min(batchSize, count);
        if (count % batchSize != 0)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_model} has layers with Stateful = true, whose states go on row by row from batch to batch, and {count} samples are no whole number of batches of {batchSize}: take {count - (count % batchSize)} of them, by Take, or another batch size."));
        }
        RequireRows(batchSize);
    }

    /// <summary>Sets everything to 0; the next call may have any number of rows.</summary>
    public void Reset() => Rows = 0;

    /// <summary>Sets one of the states to 0.</summary>
    public void Reset(CarriedStateDescription state) => _last.Span((nint)state.Offset * Rows, state.PerRow * Rows).Clear();

    /// <summary>Lets go of the memory.</summary>
    public void Release()
    {
        Rows = 0;
        _last = _next = AlignedMemory.Empty;
    }

    private void RequireRows(int rows)
    {
        if (Rows == 0 || rows == Rows)
            return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{_model} has layers with Stateful = true, which hold the states of the {Rows} rows of the calls before, and this one has {rows}: give as many rows, or call ResetStates() to begin anew."));
    }

    /// <summary>A call, until it is disposed.</summary>
    internal readonly ref struct Call(CarriedStates states)
    {
        /// <summary>It has succeeded.</summary>
        public void Commit() => states.Commit();

        public void Dispose() => Volatile.Write(ref states._isRunning, 0);
    }
}
