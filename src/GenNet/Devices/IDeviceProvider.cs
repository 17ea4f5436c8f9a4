namespace GenNet;

/// <summary>Opens devices of one kind by name; see <see cref="DeviceProviderAttribute{TProvider}"/>.</summary>
public interface IDeviceProvider
{
    /// <summary>Name of the kind in lower case: <c>gpu</c>.</summary>
    static abstract string Name { get; }

    /// <summary>What a number after the name means, as in <c>gpu:1</c>: <c>index</c>. Null if there can be none.</summary>
    static virtual string? NumberName => null;

    /// <summary>The devices that a number after the name can mean, in order; none where that isn't known before one is opened.</summary>
    static virtual IReadOnlyList<DeviceDescription> Devices => [];

    /// <summary>Opens a device.</summary>
    /// <param name="number">The number after the name; null if there is none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no device of that number.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine has no such device, or no driver; the message says what to install.</exception>
    static abstract Device Open(int? number);
}
