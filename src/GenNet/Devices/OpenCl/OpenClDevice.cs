using System.Text;
using static GenNet.Devices.OpenCl.OpenClNative;

namespace GenNet.Devices.OpenCl;

/// <summary>An OpenCL device with a context and an in-order queue, kept for the life of the process.</summary>
internal sealed unsafe class OpenClDevice : Device, IDeviceProvider
{
    private const uint BuildLog = 0x1183;

    private static readonly Lock s_lock = new();
    private static readonly Dictionary<int, OpenClDevice> s_devices = [];

    private readonly nint _device;

    private OpenClDevice(nint device, string name)
        : base($"OpenCL, {name}")
    {
        _device = device;
        var status = 0;
        Context = clCreateContext(null, 1, &device, 0, 0, &status);
        OpenClException.Check(nameof(clCreateContext), status);
        Queue = clCreateCommandQueue(Context, device, 0, &status);
        OpenClException.Check(nameof(clCreateCommandQueue), status);
    }

    static string IDeviceProvider.Name => "opencl";

    static string IDeviceProvider.NumberName => "index";

    public nint Context { get; }

    public nint Queue { get; }

    public static OpenClDevice Get(int index)
    {
        lock (s_lock)
        {
            if (s_devices.TryGetValue(index, out var device))
                return device;
            var found = OpenClPlatforms.Devices();
            if (found.Count == 0)
            {
                throw new PlatformNotSupportedException(
                    "No OpenCL device was found. Install your GPU's driver, or PoCL to run OpenCL on the CPU (Debian: pocl-opencl-icd ocl-icd-libopencl1), or use Device.Cpu().");
            }
            if ((uint)index >= (uint)found.Count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {found.Count} OpenCL devices: {string.Join("; ", found.Select(static (d, i) => $"{i} {d.Name}"))}.");
            return s_devices[index] = new OpenClDevice(found[index].Handle, found[index].Name);
        }
    }

    static Device IDeviceProvider.Open(int? number) => Get(number ?? 0);

    /// <summary>Compiles kernels for this device.</summary>
    /// <param name="source">OpenCL C.</param>
    /// <param name="options">Compiler options: the model's constants as <c>-D NAME=value</c>.</param>
    public nint Build(string source, string options)
    {
        var text = Encoding.UTF8.GetBytes(source);
        var status = 0;
        nint program;
        fixed (byte* first = text)
        {
            var pointer = first;
            var length = (nuint)text.Length;
            program = clCreateProgramWithSource(Context, 1, &pointer, &length, &status);
        }
        OpenClException.Check(nameof(clCreateProgramWithSource), status);
        var device = _device;
        fixed (byte* first = Encoding.UTF8.GetBytes(options + "\0"))
            status = clBuildProgram(program, 1, &device, first, 0, 0);
        if (status == 0)
            return program;
        var log = Log(program);
        clReleaseProgram(program);
        throw new OpenClException(nameof(clBuildProgram), status, log);
    }

    protected internal override InferenceRunner CreateInferenceRunner(ModelInstance model) => new OpenClInferenceRunner(model, this);

    protected internal override TrainingRunner CreateTrainingRunner(ModelInstance model, Optimizer optimizer) => throw new NotSupportedException(
        $"{model.Description.FullName} can't be trained on {this}: train it on the CPU, net.To(Device.Cpu()), and move it back.");

    protected internal override DeviceWeights AllocateWeights(ModelDescription model) => new OpenClWeights(this);

    private string Log(nint program)
    {
        nuint size = 0;
        if (clGetProgramBuildInfo(program, _device, BuildLog, 0, null, &size) != 0 || size == 0)
            return "The driver gives no build log.";
        var log = new byte[size];
        fixed (byte* first = log)
            OpenClException.Check(nameof(clGetProgramBuildInfo), clGetProgramBuildInfo(program, _device, BuildLog, size, first, null));
        return Encoding.UTF8.GetString(log).TrimEnd('\0');
    }
}
