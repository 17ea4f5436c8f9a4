// activation(input · kernel + bias): input (rows, FEATURES), kernel (FEATURES, UNITS), output (rows, UNITS).
// A group of TILE × TILE work items makes one tile of the output from tiles of both factors in local memory.
__kernel __attribute__((reqd_work_group_size(TILE, TILE, 1)))
void dense(__global const float* input, int input_offset, __global const float* weights, int weights_offset,
           __global const float* bias, int bias_offset, __global float* output, int output_offset, int rows, int use_bias)
{
    __local float left[TILE][TILE];
    __local float right[TILE][TILE];
    const int x = get_local_id(0), y = get_local_id(1);
    const int unit = get_global_id(0), row = get_global_id(1);
    input += input_offset;
    weights += weights_offset;
    float sum = 0.0f;
    for (int first = 0; first < FEATURES; first += TILE)
    {
        left[y][x] = row < rows && first + x < FEATURES ? input[(size_t)row * FEATURES + first + x] : 0.0f;
        right[y][x] = unit < UNITS && first + y < FEATURES ? weights[(size_t)(first + y) * UNITS + unit] : 0.0f;
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int k = 0; k < TILE; k++)
            sum = fma(left[y][k], right[k][x], sum);
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (row < rows && unit < UNITS)
        output[output_offset + (size_t)row * UNITS + unit] = activate(use_bias ? sum + bias[bias_offset + unit] : sum);
}

// Softmax, or its logarithm, of each row in place.
__kernel void normalize_rows(__global float* output, int output_offset, int rows)
{
    const int row = get_global_id(0);
    if (row >= rows)
        return;
    output += output_offset + (size_t)row * UNITS;
    float largest = output[0];
    for (int i = 1; i < UNITS; i++)
        largest = fmax(largest, output[i]);
    float sum = 0.0f;
    for (int i = 0; i < UNITS; i++)
        sum += exp(output[i] - largest);
    for (int i = 0; i < UNITS; i++)
        output[i] = ACTIVATION == LOG_SOFTMAX ? output[i] - largest - log(sum) : exp(output[i] - largest) / sum;
}
