[assembly: GenNet.DeviceProvider<GenNet.Loops.LoopProvider>]

namespace GenNet.Loops;

/// <summary>Opens the device by its name, <c>loop</c>.</summary>
public sealed class LoopProvider : IDeviceProvider
{
    public static string Name => "loop";

    public static Device Open(int? number) => new LoopDevice();
}
