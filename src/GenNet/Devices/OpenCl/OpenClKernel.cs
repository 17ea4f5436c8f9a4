using System.Text;
using static GenNet.Devices.OpenCl.OpenClNative;

namespace GenNet.Devices.OpenCl;

/// <summary>A kernel compiled with one layer call's constants. Arguments are tensors (buffer and offset) and whole numbers, in order.</summary>
internal sealed unsafe class OpenClKernel
{
    private readonly nint _kernel;
    private readonly OpenClDevice _device;
    private uint _argument;

    public OpenClKernel(OpenClDevice device, nint program, string name)
    {
        _device = device;
        var status = 0;
        fixed (byte* first = Encoding.UTF8.GetBytes(name + "\0"))
            _kernel = clCreateKernel(program, first, &status);
        OpenClException.Check(nameof(clCreateKernel), status);
    }

    /// <summary>Begins a launch.</summary>
    public OpenClKernel Begin()
    {
        _argument = 0;
        return this;
    }

    /// <summary>The next two arguments: a tensor's buffer, and where in it the tensor begins.</summary>
    public OpenClKernel With(DeviceTensorRef tensor)
    {
        var buffer = tensor.Buffer;
        Set(sizeof(nint), &buffer);
        return With(checked((int)tensor.Offset));
    }

    /// <summary>The next argument: a whole number.</summary>
    public OpenClKernel With(int value)
    {
        Set(sizeof(int), &value);
        return this;
    }

    /// <summary>Launches the kernel over work items in groups of <paramref name="groupX"/> × <paramref name="groupY"/>; the numbers of items are rounded up to whole groups.</summary>
    public void Run(nint itemsX, nint itemsY, int groupX, int groupY)
    {
        var global = stackalloc nuint[] { RoundUp(itemsX, groupX), RoundUp(itemsY, groupY) };
        var local = stackalloc nuint[] { (nuint)groupX, (nuint)groupY };
        OpenClException.Check(nameof(clEnqueueNDRangeKernel), clEnqueueNDRangeKernel(_device.Queue, _kernel, 2, null, global, local, 0, null, null));
    }

    private static nuint RoundUp(nint items, int group) => (nuint)((items + group - 1) / group * group);

    private void Set(int size, void* value) =>
        OpenClException.Check(nameof(clSetKernelArg), clSetKernelArg(_kernel, _argument++, (nuint)size, value));
}
