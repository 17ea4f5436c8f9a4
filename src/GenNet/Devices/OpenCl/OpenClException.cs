namespace GenNet.Devices.OpenCl;

/// <summary>An OpenCL call failed.</summary>
/// <param name="call">Name of the OpenCL function.</param>
/// <param name="status">The status it returned, as in <c>CL/cl.h</c>.</param>
/// <param name="detail">What the driver said, if anything.</param>
public sealed class OpenClException(string call, int status, string? detail = null)
    : Exception($"{call} failed with OpenCL status {status}.{(detail is null ? "" : Environment.NewLine + detail)}")
{
    /// <summary>The status, as in <c>CL/cl.h</c>.</summary>
    public int Status { get; } = status;

    internal static void Check(string call, int status)
    {
        if (status != 0)
            throw new OpenClException(call, status);
    }
}
