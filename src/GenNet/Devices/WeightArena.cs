using System.Diagnostics;
using System.Runtime.InteropServices;
using GenNet.Kernels;
using GenNet.Specs;

namespace GenNet;

/// <summary>
/// All weights of a model in one piece of memory, laid out as its <see cref="ModelDescription"/> says, and, on a device with memory of its own, a copy there. Whichever was changed last
/// counts; the other is brought up to date when it is asked for. What refers to the arena, be it only a span, keeps it alive.
/// </summary>
public sealed unsafe class WeightArena
{
    private readonly AlignedMemory _memory;
    private readonly Lock _copying = new();
    private (Device Device, DeviceWeights Weights)? _copy;
    private int _copiedVersion;
    private volatile bool _copyIsNewer;

    internal WeightArena(ModelDescription description)
    {
        Description = description;
        _memory = AlignedMemory.Allocate(description.Memory.Weights);
    }

    /// <summary>The model that it is laid out for: <see cref="VariableDescription.Offset"/> says where each variable lies.</summary>
    public ModelDescription Description { get; }

    /// <summary>Every value, with the gaps between variables, in the host's memory. Variables of other types than float32 (<see cref="VariableDescription.DType"/>) lie there as what they are.</summary>
    public ReadOnlySpan<float> Values => All;

    /// <summary>Counts changes of the weights in place, on whichever side, so that what is derived from them can be made anew.</summary>
    public int Version { get; private set; }

    /// <summary>Whether a device has a copy.</summary>
    internal bool HasCopy => _copy is not null;

    /// <summary>Where the weights begin; hold the arena while it is in use.</summary>
    internal float* Pointer
    {
        get
        {
            Fetch();
            return _memory.Pointer;
        }
    }

    /// <summary>Every value, with the gaps between variables.</summary>
    internal Span<float> All
    {
        get
        {
            Fetch();
            return _memory.Span(0, Description.Memory.Weights);
        }
    }

    /// <summary>The copy in the memory of <paramref name="device"/>, up to date; allocated and filled when it is first asked for. For runners of that device, within a call or a step.</summary>
    /// <param name="device">The device, which overrides <see cref="Device.AllocateWeights"/>.</param>
    public DeviceWeights On(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        lock (_copying)
        {
            if (_copy is { } other && other.Device != device)
                ReleaseCopy();
            if (_copy is not { } copy)
            {
                copy = (device, device.AllocateWeights(Description));
                _copy = copy;
                _copiedVersion = Version - 1;
            }
            if (_copiedVersion != Version)
            {
                copy.Weights.Upload(_memory.Span(0, Description.Memory.Weights));
                _copiedVersion = Version;
            }
            return copy.Weights;
        }
    }

    /// <summary>Says that a step of training has changed the device's copy: what the host has is old from now on.</summary>
    /// <exception cref="InvalidOperationException">There is no copy.</exception>
    public void ChangedOnDevice()
    {
        lock (_copying)
        {
            if (_copy is null)
                throw new InvalidOperationException($"{Description.FullName}: its weights have no copy on a device that could have changed; ask for it with {nameof(On)} first.");
            _copiedVersion = ++Version;
            _copyIsNewer = true;
        }
    }

    /// <summary>The values of <paramref name="variable"/>, which is of float32.</summary>
    internal Span<float> Of(VariableDescription variable)
    {
        Debug.Assert(variable.DType == DType.Float32, "Variables of other types are read as bytes.");
        Fetch();
        return _memory.Span(variable.Offset, (int)variable.Shape.ElementCount);
    }

    /// <summary>The memory of <paramref name="variable"/>, of whatever type.</summary>
    internal Span<float> SlotsOf(VariableDescription variable)
    {
        Fetch();
        return _memory.Span(variable.Offset, variable.Slots);
    }

    /// <summary>The elements of <paramref name="variable"/>, of whatever type, as they lie in memory.</summary>
    internal Span<byte> BytesOf(VariableDescription variable) =>
        MemoryMarshal.AsBytes(SlotsOf(variable))[..checked((int)(variable.Shape.ElementCount * variable.DType.Size()))];

    /// <summary>Says that the host's values have changed.</summary>
    internal void Changed() => Version++;

    /// <summary>Lets go of the device's copy, when no device works with it; the host has all values then.</summary>
    internal void ReleaseCopy()
    {
        lock (_copying)
        {
            Fetch();
            _copy?.Weights.Dispose();
            _copy = null;
        }
    }

    /// <summary>
    /// The same of weights that nobody works with any more. Where the device is lost, and had values that the host hasn't, whoever reads them is told so, and not who has no use for them.
    /// </summary>
    internal void RetireCopy()
    {
        try
        {
            ReleaseCopy();
        }
        catch (Exception) when (_copy is { Weights.IsLost: true })
        {
            // The copy stays, and reading it throws this again.
        }
    }

    private void Fetch()
    {
        if (!_copyIsNewer)
            return;
        lock (_copying)
        {
            if (!_copyIsNewer)
                return;
            _copy!.Value.Weights.Download(_memory.Span(0, Description.Memory.Weights));
            _copyIsNewer = false;
        }
    }
}
